/**
 * JSONata behind a small face: expressions are parsed and checked, templates hold them, and variables are what they name.
 * It knows nothing of compositions, sources or YAML.
 */
package dev.gather.expression;
