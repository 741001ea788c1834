/** Evaluates JSONata: compiles the syntax tree of the library's parser to nodes, which compute their values. */
package dev.gather.jsonata;
