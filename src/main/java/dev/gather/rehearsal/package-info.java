/** Tests compositions with the answers that a file gives in place of their sources, on a clock of its own. */
package dev.gather.rehearsal;
