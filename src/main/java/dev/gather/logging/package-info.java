/** Keeps the log's lines apart, whatever texts from outside stand in them. */
package dev.gather.logging;
