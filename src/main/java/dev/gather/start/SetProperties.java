package dev.gather.start;

import io.quarkus.runtime.configuration.ConfigDiagnostic;
import io.smallrye.config.ConfigValue;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Properties that were set for this process, by an environment variable or a system property. */
final class SetProperties {
    private static final Logger LOG = Logger.getLogger(SetProperties.class);

    private SetProperties() {}

    /**
     * Warns of properties that are set to other values than the executable was built with.
     *
     * @param fixed the values that it was built with, by property
     */
    static void warnOfFixed(Map<String, ConfigValue> fixed) {
        fixed.forEach((property, built) -> value(property)
                .filter(set -> !set.equals(built.getValue()))
                .ifPresent(set -> LOG.warnf(
                        "%s is fixed when the function is built, to '%s': it cannot be changed when it starts",
                        property, built.getValue())));
    }

    /**
     * Warns of properties that are set and deprecated.
     *
     * @param deprecated what to say of each, by property
     */
    static void warnOfDeprecated(Map<String, String> deprecated) {
        deprecated.forEach(
                (property, reason) -> value(property).ifPresent(set -> ConfigDiagnostic.deprecated(property, reason)));
    }

    private static Optional<String> value(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(SetNames.variable(property))));
    }
}
