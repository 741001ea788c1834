package dev.gather.sql;

import java.util.List;
import java.util.Map;

/** The same holds for values that are part of a statement's text, as where the database is behind a proxy. */
class RandomLiteralsTest extends RandomValuesTest {
    /** Only these have such a proxy. */
    @Override
    List<TestDatabase> databases() {
        return mySqls();
    }

    @Override
    Queries open(TestDatabase database) {
        return database.open(1, Map.of("rds-proxy", "true"));
    }
}
