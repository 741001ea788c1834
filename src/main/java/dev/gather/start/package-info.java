/**
 * What a native executable does without while it starts: methods of Quarkus and Netty that are replaced when it is built. On
 * the JVM nothing is.
 */
package dev.gather.start;
