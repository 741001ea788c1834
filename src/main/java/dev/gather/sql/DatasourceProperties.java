package dev.gather.sql;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Quarkus' properties of one datasource.
 *
 * @param config the application's
 * @param datasource its name; {@link Datasources#DEFAULT} is the one without a name
 */
public record DatasourceProperties(Config config, String datasource) {
    private static final String PREFIX = "quarkus.datasource.";

    /** The property's full name. */
    public String name(String suffix) {
        return PREFIX + (isDefault() ? "" : datasource + ".") + suffix;
    }

    /** The property's value. Its name may have quotes around the datasource's, as one has that is hidden from Quarkus. */
    public <T> Optional<T> find(String suffix, Class<T> type) {
        return config.getOptionalValue(name(suffix), type).or(() -> config.getOptionalValue(quoted(suffix), type));
    }

    /** The values of a property that is a list. */
    public <T> Optional<List<T>> list(String suffix, Class<T> type) {
        return config.getOptionalValues(name(suffix), type).or(() -> config.getOptionalValues(quoted(suffix), type));
    }

    private String quoted(String suffix) {
        return PREFIX + "\"" + datasource + "\"." + suffix;
    }

    private boolean isDefault() {
        return datasource.equals(Datasources.DEFAULT);
    }
}
