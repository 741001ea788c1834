/** The functions that expressions call: JSONata's own and those that Gather adds. */
package dev.gather.function;
