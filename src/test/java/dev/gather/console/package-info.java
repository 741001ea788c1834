/** The console: what it shows and does, whom it refuses, how it looks in a browser, and that it is not packaged. */
package dev.gather.console;
