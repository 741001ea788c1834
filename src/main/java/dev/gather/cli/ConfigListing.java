package dev.gather.cli;

import dev.gather.config.KnownVariables;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The configuration as it is in effect: Gather's properties and those of the datasources, each with where its value comes from.
 * What may be a secret is not shown.
 */
final class ConfigListing {
    private static final String GATHER = "gather.";
    private static final String DATASOURCE = "quarkus.datasource.";
    private static final String MASK = "******";

    /** What SmallRye Config calls the environment. */
    private static final String VARIABLES = "EnvConfigSource";

    /** Values of headers and parameters may all be keys. */
    private static final Pattern OPEN_NAME = Pattern.compile("gather\\.upstreams\\..*\\.(headers|query)\\..*");

    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|key)[^.]*");

    /** Properties that are only about secrets: files, a URL, and a choice. */
    private static final Pattern HARMLESS =
            Pattern.compile("gather\\..*\\.(client-key|server-rsa-public-key|token-url|allow-public-key-retrieval)");

    /** A login in a URL, whose password may have any character if it is wrongly written, and its query. */
    private static final Pattern LOGIN = Pattern.compile("(?<=//).*@");

    private static final Pattern QUERY = Pattern.compile("(?<=[^?]\\?).+");

    private ConfigListing() {}

    /** A line for each property that has a value, in the order of their names. */
    static List<String> of(SmallRyeConfig config) {
        Stream<String> set = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(GATHER) || name.startsWith(DATASOURCE));
        TreeSet<String> names = new TreeSet<>(
                Stream.concat(set, KnownVariables.general().stream().map(GATHER::concat))
                        .toList());
        return names.stream().flatMap(name -> line(config, name).stream()).toList();
    }

    private static Optional<String> line(SmallRyeConfig config, String name) {
        ConfigValue value = config.getConfigValue(name);
        return Optional.ofNullable(value.getValue())
                .filter(text -> !text.isEmpty() && !isMisspelt(name, value))
                .map(text -> name + " = " + shown(name, text) + "    # " + value.getConfigSourceName());
    }

    /** SmallRye Config makes a property of each environment variable, also of one that sets nothing. */
    private static boolean isMisspelt(String name, ConfigValue value) {
        String variable = StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
        return VARIABLES.equals(value.getConfigSourceName())
                && !KnownVariables.unknown(List.of(variable)).isEmpty();
    }

    private static String shown(String name, String value) {
        boolean secret =
                SECRET.matcher(name).matches() && !HARMLESS.matcher(name).matches();
        if (secret || OPEN_NAME.matcher(name).matches()) {
            return MASK;
        }
        String withoutLogin = LOGIN.matcher(value).replaceAll(MASK + "@");
        return value.contains("//") ? QUERY.matcher(withoutLogin).replaceAll(MASK) : withoutLogin;
    }
}
