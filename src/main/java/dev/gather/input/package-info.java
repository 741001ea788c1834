/**
 * Makes {@code $input} of what a caller sends: texts from paths and queries get the types that the schema asks for,
 * defaults are added, and every violation of the schema is reported.
 */
package dev.gather.input;
