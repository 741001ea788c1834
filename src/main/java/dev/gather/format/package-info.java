/** The formats of JSON Schema, such as {@code date-time} and {@code hostname}: whether a text has one, in linear time. */
package dev.gather.format;
