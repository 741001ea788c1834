/**
 * The contract between the engine and a kind of source: a kind reads its part of a composition, makes requests from it and
 * sends them. Kinds depend on this package, and nothing depends on a kind.
 */
package dev.gather.source;
