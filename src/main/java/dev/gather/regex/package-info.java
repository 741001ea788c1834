/** Regular expressions of ECMA-262, run in linear time where they allow it and within a limit where they do not. */
package dev.gather.regex;
