package dev.gather.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides from Quarkus what it cannot use of the default datasource: it creates that pool, one of MySQL, while it starts, would
 * wait for the answer of a credentials provider, and fails on a URL of PostgreSQL. Gather asks for these properties under the
 * quoted names that a named datasource would have.
 *
 * <p>Its {@link Factory} is loaded by {@code META-INF/services}.
 */
public class HiddenFromQuarkus implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final String PROVIDER = "quarkus.datasource.credentials-provider";
    private static final String QUOTED_PROVIDER = "quarkus.datasource.\"default\".credentials-provider";
    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String QUOTED_URL = "quarkus.datasource.\"default\".reactive.url";
    private static final Pattern POSTGRESQL = Pattern.compile("(vertx-reactive:)?(pg|postgres).*");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return switch (name) {
            case PROVIDER -> null;
            case QUOTED_PROVIDER -> context.proceed(PROVIDER);
            case URL -> ofMySql(context.proceed(URL));
            case QUOTED_URL -> context.proceed(URL);
            default -> context.proceed(name);
        };
    }

    private static @Nullable ConfigValue ofMySql(@Nullable ConfigValue url) {
        boolean hidden = url != null
                && url.getValue() != null
                && POSTGRESQL.matcher(url.getValue()).matches();
        return hidden ? null : url;
    }

    /** Says where it stands among the interceptors. A native executable would read annotations to find that out. */
    public static final class Factory implements ConfigSourceInterceptorFactory {
        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new HiddenFromQuarkus();
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(LiteralValues.OUTERMOST);
        }
    }
}
