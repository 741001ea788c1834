package dev.gather.sql;

import java.util.Map;

/** The same holds for values that are part of a statement's text, as where the database is behind a proxy. */
class RandomLiteralsTest extends RandomValuesTest {
    @Override
    Queries open(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true", "rds-proxy", "true"));
    }
}
