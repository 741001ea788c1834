/**
 * Lambda: the handler, the shapes of the events that bring HTTP requests, direct invocation, and failures as function
 * errors.
 */
package dev.gather.lambda;
