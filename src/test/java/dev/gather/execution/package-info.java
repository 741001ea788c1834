/** The engine alone, over sources and a time that the test has in its hands; and the whole application under faults. */
package dev.gather.execution;
