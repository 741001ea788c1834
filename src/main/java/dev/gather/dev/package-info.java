/**
 * Dev mode: the embedded database, the demo upstreams, their addresses in the configuration, the port for events, the guard
 * against foreign requests and the greeting. The packaged function has none of its beans and no classes of MariaDB.
 */
package dev.gather.dev;
