/**
 * YAML with positions: nodes that have their file, line, column and path, and the problems found in them. It does not depend
 * on the files' meaning.
 */
package dev.gather.yaml;
