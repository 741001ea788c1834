/**
 * The console of dev mode: a page that lists the compositions, runs them, shows when each source ran and what it got, and
 * writes test cases. The packaged function has no class and no file of it.
 */
package dev.gather.console;
