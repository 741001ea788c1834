package dev.gather.sql;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Finds the kinds of datasources' databases: their URLs say them. */
@ApplicationScoped
class DatabaseKinds {
    private static final String POSTGRESQL = "PostgreSQL";

    /** Those that come in by build: the name in the configuration, and the one that people write. */
    private static final Map<String, String> BY_BUILD =
            Map.of("postgresql", POSTGRESQL, "postgres", POSTGRESQL, "pgsql", POSTGRESQL, "pg", POSTGRESQL);

    /** What a datasource without URL is taken for. */
    private static final String BY_DEFAULT = "mysql";

    private static final String DB_KIND = "db-kind";
    private static final String URL = "reactive.url";

    private final List<DatabaseKind> kinds;
    private final Config config;

    DatabaseKinds(@All List<DatabaseKind> kinds, Config config) {
        this.kinds = kinds;
        this.config = config;
    }

    /**
     * The kind of a datasource's database.
     *
     * @throws IllegalArgumentException if this build has none such, or the properties contradict each other
     */
    DatabaseKind of(String datasource) {
        String name = name(datasource);
        DatabaseKind found = find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        new DatasourceProperties(config, datasource).name(URL) + ": this build knows no " + name));
        String said = said(datasource).orElse(name);
        if (!datasource.equals(Datasources.DEFAULT) && !found.names().contains(said)) {
            throw new IllegalArgumentException(new DatasourceProperties(config, datasource).name(DB_KIND) + " is "
                    + said + ", and the URL starts with " + name + ": make them agree");
        }
        return found;
    }

    /** Whether a datasource is MySQL or MariaDB, as far as its URL says. */
    boolean isMySql(String datasource) {
        return find(name(datasource)).filter(NamedPoolFactory.class::isInstance).isPresent();
    }

    /** The database of a datasource that this build lacks and another one may have. */
    Optional<String> absent(String datasource) {
        String name = name(datasource);
        return find(name).isPresent() ? Optional.empty() : Optional.ofNullable(BY_BUILD.get(name));
    }

    private Optional<DatabaseKind> find(String name) {
        return kinds.stream().filter(kind -> kind.names().contains(name)).findFirst();
    }

    /** How the first URL starts; without one, what the configuration says otherwise. */
    private String name(String datasource) {
        return new DatasourceProperties(config, datasource)
                .list(URL, String.class)
                .map(urls -> urls.get(0)
                        .replaceFirst(DatasourceSettings.ANY_CLIENT, "")
                        .split(":", 2)[0])
                .or(() -> said(datasource))
                .orElse(BY_DEFAULT);
    }

    private Optional<String> said(String datasource) {
        return new DatasourceProperties(config, datasource).find(DB_KIND, String.class);
    }
}
