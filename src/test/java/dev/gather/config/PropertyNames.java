package dev.gather.config;

import dev.gather.container.ContainerConfig;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of all properties, as the mapping has them. */
public final class PropertyNames {
    private static final Set<Class<?>> ROOTS = Set.of(GatherConfig.class, ContainerConfig.class);

    private PropertyNames() {}

    /** Such as {@code gather.upstreams.<name>.headers.<header>}. */
    public static Set<String> all() {
        Set<String> all = properties("gather", GatherConfig.class);
        all.addAll(properties("gather.container", ContainerConfig.class));
        return all;
    }

    private static Set<String> properties(String prefix, Class<?> mapping) {
        Set<String> properties = new TreeSet<>();
        for (Method method : mapping.getDeclaredMethods()) {
            String name =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            properties.addAll(property(name, method.getGenericReturnType()));
        }
        return properties;
    }

    private static Set<String> property(String name, Type type) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            Type value = map.getActualTypeArguments()[1];
            String key = name.endsWith(".headers") ? "header" : name.endsWith(".query") ? "parameter" : "name";
            return property(name + ".<" + key + ">", value);
        }
        Type own = type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                ? optional.getActualTypeArguments()[0]
                : type;
        return own instanceof Class<?> group
                        && group.isInterface()
                        && group.getEnclosingClass() != null
                        && ROOTS.contains(group.getEnclosingClass())
                ? properties(name, group)
                : Set.of(name);
    }
}
