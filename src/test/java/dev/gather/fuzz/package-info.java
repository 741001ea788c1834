/** What the fuzz tests of all rooms share: values, and what each piece of work has to keep to. */
package dev.gather.fuzz;
