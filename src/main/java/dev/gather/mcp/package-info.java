/** Compositions as tools of models, by the Model Context Protocol: its messages, the list of tools, and their calls. */
package dev.gather.mcp;
