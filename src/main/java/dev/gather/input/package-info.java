/**
 * The input of a composition: its JSON Schema (draft 2020-12), the coercion of texts from paths and queries, defaults,
 * and every way in which an input breaks its schema.
 */
package dev.gather.input;
