/**
 * What a caller sent becomes {@code $input}: texts from paths and queries get the types that the schema asks for, defaults
 * are filled in, and every way in which the input breaks its schema is reported.
 */
package dev.gather.input;
