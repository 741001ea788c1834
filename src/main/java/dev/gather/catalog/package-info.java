/** Finds the compositions: the application's own and those in the configured folders. */
package dev.gather.catalog;
