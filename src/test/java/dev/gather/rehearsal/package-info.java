/** Tests of cases over compositions. */
package dev.gather.rehearsal;
