/** Tests of what dev mode has, without Quarkus. */
package dev.gather.dev;
