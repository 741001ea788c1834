package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.vertx.mysqlclient.MySQLAuthenticationPlugin;
import io.vertx.mysqlclient.MySQLConnectOptions;

/**
 * How the password may be sent when the database asks for more than a hash of it.
 *
 * @param encryptedWithoutTls whether it may be sent without TLS, encrypted with a key that is configured or, where that is
 *     allowed, with one that the database sends
 * @param clearInTls whether it may be sent as it is over TLS, as the configuration names that plugin
 */
record PasswordRules(boolean encryptedWithoutTls, boolean clearInTls) {
    static PasswordRules of(GatherConfig.Datasource config, MySQLConnectOptions options) {
        boolean key = options.getServerRsaPublicKeyValue() != null || options.getServerRsaPublicKeyPath() != null;
        return new PasswordRules(
                key || config.allowPublicKeyRetrieval(),
                options.getAuthenticationPlugin() == MySQLAuthenticationPlugin.MYSQL_CLEAR_PASSWORD);
    }
}
