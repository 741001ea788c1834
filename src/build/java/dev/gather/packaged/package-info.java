/** Starts the packaged function in a process of its own, as Lambda does, and makes a zip with an ahead-of-time cache of it. */
package dev.gather.packaged;
