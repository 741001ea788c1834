package dev.gather.redis;

import io.vertx.core.Future;

/** Where the logins of a server's new connections come from. */
interface Logins {
    /** The login for a connection that is about to be opened. Fails with a {@link dev.gather.failure.Failure}. */
    Future<Login> current();

    /**
     * The login after the server has refused one, read anew; the same again if there is no other.
     *
     * @param refused has just been refused
     */
    Future<Login> after(Login refused);
}
