package dev.gather.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hides from Quarkus that the default datasource has a credentials provider: it creates that pool while it starts, and would
 * wait for the provider's answer. Gather asks for the property under the quoted name that a named datasource would have.
 *
 * <p>Its {@link Factory} is loaded by {@code META-INF/services}.
 */
public class HiddenProvider implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final String PROPERTY = "quarkus.datasource.credentials-provider";
    private static final String QUOTED = "quarkus.datasource.\"default\".credentials-provider";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (name.equals(PROPERTY)) {
            return null;
        }
        return context.proceed(name.equals(QUOTED) ? PROPERTY : name);
    }

    /** Says where it stands among the interceptors. A native executable would read annotations to find that out. */
    public static final class Factory implements ConfigSourceInterceptorFactory {
        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new HiddenProvider();
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(LiteralValues.OUTERMOST);
        }
    }
}
