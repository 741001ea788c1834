/** JSON Schema 2020-12: reads a schema, finds what is wrong with it, and checks values within a time limit. */
package dev.gather.schema;
