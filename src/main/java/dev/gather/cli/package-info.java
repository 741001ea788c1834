/** The commands of people who write compositions: they need neither Lambda nor a running server. */
package dev.gather.cli;
