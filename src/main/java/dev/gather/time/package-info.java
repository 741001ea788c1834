/**
 * How long an execution may take: the clock, the deadline that every limit is cut to, the reserve that is kept for the
 * answer, and what is cancelled once nobody waits for it.
 */
package dev.gather.time;
