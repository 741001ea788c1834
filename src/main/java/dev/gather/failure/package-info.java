/** What can go wrong for a caller or a source, as one closed list; how it reads is up to those who render it. */
package dev.gather.failure;
