/** The values that expressions work on, sequences and functions among them, and the limits of an evaluation. */
package dev.gather.evaluation;
