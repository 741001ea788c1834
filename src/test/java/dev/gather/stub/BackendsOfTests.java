package dev.gather.stub;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides the upstreams and named datasources that only {@code application.properties} configures. The tests bring their
 * own, and check messages that list all of them.
 *
 * <p>Loaded by {@code META-INF/services}.
 */
public final class BackendsOfTests implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    private static final Pattern BACKEND =
            Pattern.compile("gather\\.upstreams\\..+|quarkus\\.datasource\\.[^.]+\\.reactive\\.url");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return context.proceed(name);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        List<String> names = new ArrayList<>();
        context.iterateNames().forEachRemaining(names::add);
        names.removeIf(name -> BACKEND.matcher(name).matches() && isOfApplication(context.proceed(name)));
        return names.iterator();
    }

    private static boolean isOfApplication(ConfigValue value) {
        return value != null
                && value.getConfigSourceName() != null
                && value.getConfigSourceName().contains("application.properties");
    }
}
