/**
 * The client of Lambda's runtime API: polls for events and posts answers on the function's event loop. It does not know what
 * an event means.
 */
package dev.gather.runtime;
