/** Defines the failures of calls and sources, as one closed list; front doors and the log render them. */
package dev.gather.failure;
