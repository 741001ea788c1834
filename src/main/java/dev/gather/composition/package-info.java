/**
 * A composition in its first two stages: as written (records over YAML) and resolved (validated, expressions parsed,
 * references bound, plan computed), with everything that is wrong found at once. It also says what a kind of source
 * is, so that kinds depend on it and it on none of them.
 */
package dev.gather.composition;
