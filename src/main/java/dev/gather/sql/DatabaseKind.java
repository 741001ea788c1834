package dev.gather.sql;

import dev.gather.config.GatherConfig;
import java.util.List;

/** A kind of database that this build can ask. */
public interface DatabaseKind {
    /** Its names in {@code db-kind} and at the start of URLs; the first is the one of URLs. */
    List<String> names();

    /** What its statements are like, as the configuration of a datasource says. */
    Dialect dialect(GatherConfig.Datasource config);

    /**
     * Creates the pools of a datasource, which connect when they are first used.
     *
     * @throws IllegalArgumentException if no connection could be made as the configuration says
     */
    Connections connect(DatasourceSettings settings, Logins logins);
}
