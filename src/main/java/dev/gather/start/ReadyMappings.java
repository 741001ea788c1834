package dev.gather.start;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mappings of Quarkus' configuration that are made before a process starts, as they are if none of their properties is set for
 * it. Making one takes a look at each of its properties, in each source of configuration.
 *
 * @param mappings the mappings, by their type and prefix
 */
record ReadyMappings(Map<String, Ready> mappings) {
    /** Unknown properties of other prefixes are reported, for which each has to be looked at. */
    private static final String PREFIX = "quarkus";

    /** A reference to another property within a value. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}$]+)");

    /**
     * A mapping.
     *
     * @param instance the object
     * @param properties the prefix of its properties, and the names of others that their values refer to
     */
    record Ready(Object instance, Set<String> properties) {}

    /**
     * Takes the mappings from a configuration.
     *
     * @param config a configuration of all that is fixed before a process starts, and of nothing else
     * @param mappings its mappings
     */
    static ReadyMappings of(SmallRyeConfig config, Collection<ConfigClass> mappings) {
        Map<String, Ready> ready = new HashMap<>();
        mappings.stream()
                .filter(mapping -> mapping.getPrefix().startsWith(PREFIX))
                .forEach(mapping -> ready.put(key(mapping), ready(config, mapping)));
        return new ReadyMappings(ready);
    }

    private static Ready ready(SmallRyeConfig config, ConfigClass mapping) {
        Set<String> properties = new HashSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.contains(mapping.getPrefix())) {
                addReferences(config, name, properties);
            }
        }
        properties.add(mapping.getPrefix() + ".");
        return new Ready(config.getConfigMapping(mapping.getType(), mapping.getPrefix()), properties);
    }

    private static void addReferences(SmallRyeConfig config, String name, Set<String> properties) {
        String value =
                Expressions.withoutExpansion(() -> config.getConfigValue(name).getValue());
        Matcher reference = REFERENCE.matcher(value == null ? "" : value);
        while (reference.find()) {
            if (properties.add(reference.group(1))) {
                addReferences(config, reference.group(1), properties);
            }
        }
    }

    /**
     * Gives a configuration that is about to be built the objects, so that it does not make them.
     *
     * @param builder the mappings that it would make
     * @param isSet whether any property is set for this process that has a text in its name
     */
    void addTo(MappingBuilder builder, Predicate<String> isSet) {
        for (ConfigClass mapping : List.copyOf(builder.getMappings())) {
            Ready ready = mappings.get(key(mapping));
            if (ready != null && ready.properties().stream().noneMatch(isSet)) {
                builder.getMappings().remove(mapping);
                builder.getMappingsInstances().put(mapping, ready.instance());
            }
        }
    }

    private static String key(ConfigClass mapping) {
        return mapping.getType().getName() + " " + mapping.getPrefix();
    }
}
