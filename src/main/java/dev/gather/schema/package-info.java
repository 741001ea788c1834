/** JSON Schema 2020-12: reads a schema, finds its problems, and checks values within a time limit. */
package dev.gather.schema;
