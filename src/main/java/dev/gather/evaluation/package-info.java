/** What an expression works on: values in hand, sequences and functions, within limits of time, size and depth. */
package dev.gather.evaluation;
