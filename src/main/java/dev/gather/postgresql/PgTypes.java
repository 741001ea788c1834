package dev.gather.postgresql;

import dev.gather.sql.JsonType;
import dev.gather.sql.TextType;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of one database, by the numbers that it gives them. Values come as the texts that PostgreSQL shows; what is neither a
 * number nor JSON nor a list of something stays text.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
final class PgTypes {
    /** Numbers from here on are of types that were created after the database was. */
    private static final int FIRST_OWN = 16_384;

    static final ValueType TEXT = new TextType(StandardCharsets.UTF_8);
    private static final ValueType JSON = new JsonType();
    private static final int JSON_OID = 114;
    private static final int JSONB_OID = 3802;

    private static final Map<Integer, ValueType> SCALARS = Map.ofEntries(
            Map.entry(16, new PgBoolean()),
            Map.entry(17, new PgBytes()),
            Map.entry(20, new PgInteger(true)),
            Map.entry(21, new PgInteger(false)),
            Map.entry(23, new PgInteger(false)),
            Map.entry(26, new PgInteger(true)),
            Map.entry(700, new PgFloat()),
            Map.entry(701, new PgFloat()),
            Map.entry(1700, new PgNumeric()),
            Map.entry(JSON_OID, JSON),
            Map.entry(JSONB_OID, JSON),
            Map.entry(1114, PgTime.TIMESTAMP),
            Map.entry(1184, PgTime.TIMESTAMP_TZ),
            Map.entry(1266, PgTime.TIME_TZ));

    /** The types of arrays, each with that of its elements. */
    private static final Map<Integer, Integer> ELEMENTS = Map.ofEntries(
            Map.entry(1000, 16),
            Map.entry(1001, 17),
            Map.entry(1002, 18),
            Map.entry(1003, 19),
            Map.entry(1016, 20),
            Map.entry(1005, 21),
            Map.entry(1007, 23),
            Map.entry(1009, 25),
            Map.entry(1028, 26),
            Map.entry(199, JSON_OID),
            Map.entry(143, 142),
            Map.entry(3807, JSONB_OID),
            Map.entry(1017, 600),
            Map.entry(1018, 601),
            Map.entry(1019, 602),
            Map.entry(1020, 603),
            Map.entry(1027, 604),
            Map.entry(629, 628),
            Map.entry(719, 718),
            Map.entry(1021, 700),
            Map.entry(1022, 701),
            Map.entry(791, 790),
            Map.entry(1040, 829),
            Map.entry(775, 774),
            Map.entry(1041, 869),
            Map.entry(651, 650),
            Map.entry(1014, 1042),
            Map.entry(1015, 1043),
            Map.entry(1182, 1082),
            Map.entry(1183, 1083),
            Map.entry(1115, 1114),
            Map.entry(1185, 1184),
            Map.entry(1187, 1186),
            Map.entry(1270, 1266),
            Map.entry(1561, 1560),
            Map.entry(1563, 1562),
            Map.entry(1231, 1700),
            Map.entry(2951, 2950),
            Map.entry(3643, 3614),
            Map.entry(3645, 3615),
            Map.entry(3905, 3904),
            Map.entry(3907, 3906),
            Map.entry(3909, 3908),
            Map.entry(3911, 3910),
            Map.entry(3913, 3912),
            Map.entry(3927, 3926));

    /** Boxes contain commas. */
    private static final int BOXES = 1020;

    /** Those of this database that have been looked up. */
    private final Map<Integer, ValueType> own = new ConcurrentHashMap<>();

    /** How a type's values become JSON. */
    ValueType of(int type) {
        ValueType known = type >= FIRST_OWN || type < 0 ? own.get(type) : SCALARS.get(type);
        if (known != null) {
            return known;
        }
        Integer element = ELEMENTS.get(type);
        return element == null ? TEXT : new PgArray(of(element), type == BOXES ? ';' : ',');
    }

    /** The type of a column whose texts are JSON. */
    ValueType json(int type) {
        return of(type).equals(TEXT) ? JSON : of(type);
    }

    /** Whether it is a type that every database has, or one that has been looked up. */
    boolean isKnown(int type) {
        return (type >= 0 && type < FIRST_OWN) || own.containsKey(type);
    }

    /**
     * Notes a type of this database.
     *
     * @param element the type of its elements if it is an array; else 0
     * @param delimiter between its elements
     */
    void learn(int type, int element, char delimiter) {
        own.put(type, element == 0 ? TEXT : new PgArray(of(element), delimiter));
    }
}
