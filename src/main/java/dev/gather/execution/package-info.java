/**
 * The engine: runs a composition as one memoized {@code Uni} per source, within one deadline, and makes the output from the
 * sources' values. It does not depend on HTTP, SQL or the front door.
 */
package dev.gather.execution;
