/** The functions that expressions call: JSONata's own and those that Gather adds, with what they read and write. */
package dev.gather.function;
