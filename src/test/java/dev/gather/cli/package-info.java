/** Tests of the commands. */
package dev.gather.cli;
