/**
 * Sources that are commands of Redis or Valkey: reads the command of a source, sends it on a connection that it shares with
 * others, and turns the reply into a value. Only builds with the profile {@code redis} have this room.
 */
package dev.gather.redis;
