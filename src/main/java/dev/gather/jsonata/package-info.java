/** Evaluates JSONata: compiles the syntax tree of the library's parser to nodes, and has them computed. */
package dev.gather.jsonata;
