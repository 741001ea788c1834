/** Measures the packaged function in turn with functions that do the same jobs by hand, and writes src/doc/performance.md. */
package dev.gather.peers;
