package dev.gather.redis;

import io.vertx.core.Future;

/**
 * The login of the configuration, which never changes.
 *
 * @param login that one
 */
record ConfiguredLogins(Login login) implements Logins {
    @Override
    public Future<Login> current() {
        return Future.succeededFuture(login);
    }

    @Override
    public Future<Login> after(Login refused) {
        return current();
    }
}
