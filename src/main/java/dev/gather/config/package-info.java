/** Defines Gather's configuration: every property with its meaning, unit and default. */
package dev.gather.config;
