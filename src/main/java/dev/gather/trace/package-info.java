/** Traces of executions: whose trace an execution belongs to, and the spans of its calls. It knows neither kinds nor protocols. */
package dev.gather.trace;
