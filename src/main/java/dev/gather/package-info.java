/** The configuration that all rooms share; what it sets is explained where it is declared. */
package dev.gather;
