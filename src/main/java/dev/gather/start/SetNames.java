package dev.gather.start;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of what is set for a process: its environment variables and system properties.
 *
 * @param variables the names, all in the form of environment variables
 */
record SetNames(Set<String> variables) {
    static SetNames of(Collection<String> environment, Collection<String> properties) {
        return new SetNames(Stream.concat(environment.stream(), properties.stream())
                .map(SetNames::variable)
                .collect(Collectors.toSet()));
    }

    /** The environment variable that sets a property. */
    static String variable(String property) {
        return StringUtil.replaceNonAlphanumericByUnderscores(property).toUpperCase(Locale.ROOT);
    }

    /** Whether a property is set whose name has these words in it, in the same order, for any profile. */
    boolean haveAny(String words) {
        String part = variable(words);
        return variables.stream().anyMatch(name -> name.contains(part));
    }
}
