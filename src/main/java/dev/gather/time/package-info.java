/**
 * Limits how long an execution takes: the clock, the deadline, the reserve that is kept for the answer, and the cancellation
 * of requests that are no longer needed.
 */
package dev.gather.time;
