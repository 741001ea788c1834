/**
 * The engine: runs one composition as one memoized {@code Uni} per source, within one deadline, and makes the output of
 * the outcomes. It knows nothing of HTTP, SQL or how the caller reached it.
 */
package dev.gather.execution;
