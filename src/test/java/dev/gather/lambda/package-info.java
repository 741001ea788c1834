/** The packaged function in a process of its own, as Lambda runs it, and how long that takes. */
package dev.gather.lambda;
