/** The formats of JSON Schema, such as {@code date-time} and {@code hostname}, checked in linear time. */
package dev.gather.format;
