/**
 * What a native executable does without while it starts: methods of Quarkus and Netty that are replaced when it is built, and
 * mappings of configuration that are made then. On the JVM nothing of it is used.
 */
package dev.gather.start;
