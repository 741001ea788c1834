package dev.gather.sql;

import dev.gather.aws.AwsEnvironment;
import dev.gather.aws.AwsKeySource;
import dev.gather.aws.RdsTokens;
import dev.gather.aws.RequestSigner;
import dev.gather.aws.SecretLogin;
import dev.gather.aws.SecretsExtension;
import dev.gather.config.GatherConfig;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.credentials.CredentialsProvider;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Finds where the configuration says that the logins of a datasource come from. Reads none of them. */
@Singleton
class LoginSources {
    private final Config config;

    LoginSources(Config config) {
        this.config = config;
    }

    /**
     * Where a datasource's logins come from.
     *
     * @throws IllegalArgumentException if the configuration names several sources, or one that cannot be used
     */
    Logins of(String datasource, GatherConfig.Datasource own, Vertx vertx) {
        DatasourceProperties properties = new DatasourceProperties(config, datasource);
        List<Logins> found = new ArrayList<>();
        own.secret().map(secret -> secret(secret, own.connectTimeout(), vertx)).ifPresent(found::add);
        properties
                .find("credentials-provider", String.class)
                .map(name -> provided(name, properties))
                .ifPresent(found::add);
        if (own.iam()) {
            found.add(tokens(own.connectTimeout(), vertx));
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("gather.datasources." + datasource
                    + ": a login has one source: set secret, iam or " + properties.name("credentials-provider")
                    + ", not several of them");
        }
        return found.isEmpty() ? Logins.CONFIGURED : found.get(0);
    }

    private AwsEnvironment environment() {
        return variable -> config.getOptionalValue(variable, String.class);
    }

    private Logins secret(String secret, Duration limit, Vertx vertx) {
        return new SecretLogins(new SecretLogin(new SecretsExtension(vertx, environment(), limit), secret));
    }

    private Logins tokens(Duration limit, Vertx vertx) {
        Clock clock = Clock.systemUTC();
        AwsKeySource keys = new AwsKeySource(vertx, environment(), limit, clock);
        return new TokenLogins(new RdsTokens(environment(), keys, new RequestSigner(clock)));
    }

    private static Logins provided(String name, DatasourceProperties properties) {
        String bean = properties.find("credentials-provider-name", String.class).orElse("");
        InstanceHandle<?> found = bean.isEmpty()
                ? Arc.container().instance(CredentialsProvider.class)
                : Arc.container().instance(bean);
        if (found.get() instanceof CredentialsProvider provider) {
            return new ProvidedLogins(provider, name);
        }
        throw new IllegalArgumentException(properties.name("credentials-provider") + ": the application has no bean "
                + (bean.isEmpty() ? "" : "named " + bean + " ") + "that is a CredentialsProvider");
    }
}
