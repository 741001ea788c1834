package dev.gather.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes passwords, secrets, headers and URLs from the environment and from files literally. SmallRye Config expands {@code ${…}} and
 * {@code $$} in every value, which would change a password with such characters, or show part of it in an error message.
 * Values in the application's own properties and in system properties are still expanded.
 *
 * <p>Its {@link Factory} is loaded by {@code META-INF/services}.
 */
public class LiteralValues implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    static final int OUTERMOST = 10_000;

    private static final Pattern LITERAL =
            Pattern.compile("quarkus\\.datasource\\.(.+\\.)?(username|password|reactive\\.url)(\\[\\d+])?"
                    + "|gather\\.redis\\.(.+)\\.(url|username|password)(\\[\\d+])?"
                    + "|gather\\.upstreams\\..+\\.(url|(headers|query|auth)\\..+)");

    private static final String REDIS = "gather.redis.";

    /** Parts of the names of a datasource's properties, one of which is in each of those that are literal. */
    private static final List<String> ENDINGS = List.of("username", "password", "reactive.url");

    /** The ordinal of properties on the class path; properties in files and in the environment have others. */
    private static final int APPLICATION = 250;

    /** The ordinal of the same properties in a packaged function, which are part of it. */
    private static final int RECORDED = 0;

    private static final int SYSTEM_PROPERTIES = 400;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!isCandidate(name) || !LITERAL.matcher(name).matches()) {
            return context.proceed(name);
        }
        ConfigValue value = Expressions.withoutExpansion(() -> context.proceed(name));
        return value == null || isLiteral(value) ? value : context.proceed(name);
    }

    /** The function asks for hundreds of other properties while it starts, for which the pattern takes too long. */
    private static boolean isCandidate(String name) {
        return name.startsWith(UpstreamNames.PREFIX)
                || name.startsWith(REDIS)
                || (name.startsWith("quarkus.datasource.") && ENDINGS.stream().anyMatch(name::contains));
    }

    private static boolean isLiteral(ConfigValue value) {
        int ordinal = value.getConfigSourceOrdinal();
        return ordinal != APPLICATION && ordinal != RECORDED && ordinal < SYSTEM_PROPERTIES;
    }

    /** Says where it stands among the interceptors. A native executable would read annotations to find that out. */
    public static final class Factory implements ConfigSourceInterceptorFactory {
        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new LiteralValues();
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(OUTERMOST);
        }
    }
}
