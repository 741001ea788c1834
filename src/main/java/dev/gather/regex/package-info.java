/** Regular expressions of ECMA-262 and JavaScript, translated for engines that run them in linear or limited time. */
package dev.gather.regex;
