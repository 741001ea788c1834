/**
 * What only dev mode has: the embedded database, the demo upstreams, their addresses in the configuration, the port for
 * events, the guard against foreign requests and the greeting. The packaged function has no live bean of it, and none of MariaDB's classes.
 */
package dev.gather.dev;
