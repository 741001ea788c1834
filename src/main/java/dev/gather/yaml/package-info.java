/**
 * YAML with its positions: nodes that know their file, line, column and path, and the problems found in them. It knows
 * nothing of what the files mean.
 */
package dev.gather.yaml;
