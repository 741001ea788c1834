package dev.gather.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.common.utils.StringUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the properties of upstreams that environment variables set. SmallRye Config reads every underscore of a variable as a
 * dot, and ignores the variable if an upstream's name or a query parameter has more than one word.
 *
 * <p>Its {@link Factory} is loaded by {@code META-INF/services}.
 */
public class UpstreamVariables implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    static final int WITHIN_LITERAL_VALUES = LiteralValues.OUTERMOST - 1_000;

    /** The variables by the properties that they set, once they are known. */
    private transient @Nullable Map<String, String> variables;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue own = context.proceed(name);
        String variable =
                name.startsWith(UpstreamNames.PREFIX) ? variables(context).get(name) : null;
        if (variable == null) {
            return own;
        }
        ConfigValue set = context.proceed(variable);
        boolean hidden = own != null && set != null && own.getConfigSourceOrdinal() > set.getConfigSourceOrdinal();
        return set == null || hidden ? own : set;
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Map<String, String> found = variables(context);
        if (found.isEmpty()) {
            return context.iterateNames();
        }
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        found.values().forEach(variable -> names.remove(StringUtil.toLowerCaseAndDotted(variable)));
        names.addAll(found.keySet());
        return names.iterator();
    }

    private Map<String, String> variables(ConfigSourceInterceptorContext context) {
        Map<String, String> known = variables;
        if (known == null) {
            Set<String> names = new LinkedHashSet<>();
            context.iterateNames().forEachRemaining(names::add);
            known = properties(names);
            variables = known;
        }
        return known;
    }

    /** The variables among these names, by the properties that they set. */
    private static Map<String, String> properties(Collection<String> names) {
        UpstreamNames upstreams = UpstreamNames.among(names);
        Map<String, String> found = new HashMap<>();
        for (String variable : names) {
            upstreams.property(variable).ifPresent(property -> found.put(property, variable));
        }
        return found;
    }

    /** Says where it stands among the interceptors. A native executable would read annotations to find that out. */
    public static final class Factory implements ConfigSourceInterceptorFactory {
        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new UpstreamVariables();
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(WITHIN_LITERAL_VALUES);
        }
    }
}
