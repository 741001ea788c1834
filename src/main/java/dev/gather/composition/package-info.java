/**
 * A composition in its first two stages: as written (records over YAML) and resolved (validated, expressions parsed,
 * references bound, plan computed), with everything that is wrong found at once.
 */
package dev.gather.composition;
