/** Keeps texts from outside from forging or garbling lines of the log. */
package dev.gather.logging;
