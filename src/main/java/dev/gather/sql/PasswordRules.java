package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.mysqlclient.MySQLAuthenticationPlugin;
import io.vertx.mysqlclient.MySQLConnectOptions;

/**
 * How the password may be sent if the database asks for the password itself instead of a hash of it.
 *
 * @param encryptedWithoutTls whether it may be sent without TLS, encrypted with a configured key or, if that is allowed,
 *     with a key that the database sends
 * @param clearInTls whether it may be sent unencrypted inside TLS, because the configuration names that plugin
 */
record PasswordRules(boolean encryptedWithoutTls, boolean clearInTls) {
    static PasswordRules of(GatherConfig.Datasource config, MySQLConnectOptions options) {
        boolean key = options.getServerRsaPublicKeyValue() != null || options.getServerRsaPublicKeyPath() != null;
        return new PasswordRules(
                key || config.allowPublicKeyRetrieval(),
                config.iam() || options.getAuthenticationPlugin() == MySQLAuthenticationPlugin.MYSQL_CLEAR_PASSWORD);
    }
}
