/**
 * Lambda: the handler, the shapes of events with HTTP requests, direct invocation, and failures as function errors.
 */
package dev.gather.lambda;
