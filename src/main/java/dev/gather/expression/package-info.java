/**
 * JSONata behind a small interface: expressions, templates that contain them, and the variables that they read. It does
 * not depend on compositions, sources or YAML.
 */
package dev.gather.expression;
