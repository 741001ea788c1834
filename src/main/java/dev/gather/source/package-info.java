/**
 * The contract of a kind of source: how it reads its part of a composition, makes requests of it and has them answered.
 * Kinds depend on it, and nothing depends on a kind.
 */
package dev.gather.source;
