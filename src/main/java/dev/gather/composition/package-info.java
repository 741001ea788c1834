/**
 * Turns a composition as written (records over YAML) into a resolved one (valid, its expressions parsed, its sources in
 * order), and finds all problems at once.
 */
package dev.gather.composition;
