/**
 * JSONata behind a small face: parsed expressions, the templates that hold them, and the variables that they name. A
 * library parses; the nodes that evaluate are here, within limits of time, size and depth. It knows nothing of
 * compositions, sources or YAML.
 */
package dev.gather.expression;
