package dev.gather.sql;

import dev.gather.aws.RdsTokens;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * The configured user, with a token of IAM database authentication as the password. Each connection gets a token of its own:
 * making one only takes computing, and a kept one could have expired when a frozen function goes on.
 *
 * @param tokens makes them
 */
record TokenLogins(RdsTokens tokens) implements Logins {
    @Override
    public boolean areTokens() {
        return true;
    }

    @Override
    public Future<Login> current(SqlConnectOptions database) {
        return tokens.token(database.getHost(), database.getPort(), database.getUser())
                .map(token -> new Login(database.getUser(), token));
    }
}
