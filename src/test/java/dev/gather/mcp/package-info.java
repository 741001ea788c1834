/** Compositions as tools: the messages, the list, the calls, and a client that others have written. */
package dev.gather.mcp;
