/** Which compositions there are: the application's own, those in the configured folders, and when they are read. */
package dev.gather.catalog;
