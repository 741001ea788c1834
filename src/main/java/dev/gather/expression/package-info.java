/**
 * JSONata behind a small face: parsed expressions, the templates that hold them, and the variables that they name.
 * It knows nothing of compositions, sources or YAML.
 */
package dev.gather.expression;
