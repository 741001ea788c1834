package dev.gather.sql;

import dev.gather.composition.SourceFailure;
import dev.gather.composition.SourceFailure.Code;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes JSON values of rows: exact decimals, dates and times as ISO texts, JSON columns as what they hold, binary
 * columns as base64.
 */
final class RowReader {
    private RowReader() {}

    static Object read(RowSet<Row> found, SqlCall.Rows rows) {
        checkNames(found.columnsNames());
        List<Object> objects = new ArrayList<>(found.size());
        for (Row row : found) {
            objects.add(object(row));
        }
        if (objects.isEmpty() && rows.neededOnce()) {
            throw SourceFailure.of(Code.MISSING, "there is no such row");
        }
        return rows.one() ? objects.get(0) : objects;
    }

    /** Two columns of one name would leave it to chance which one is seen. */
    private static void checkNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names == null ? List.<String>of() : names) {
            if (!seen.add(name)) {
                throw SourceFailure.of(
                        Code.MALFORMED, "two columns of the query are named '" + name + "': give one an alias");
            }
        }
    }

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            object.put(row.getColumnName(i), json(row.getValue(i)));
        }
        return object;
    }

    private static Object json(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value == Tuple.JSON_NULL) {
            return value == Tuple.JSON_NULL ? null : value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof JsonObject object) {
            return object.getMap();
        }
        if (value instanceof JsonArray array) {
            return array.getList();
        }
        if (value instanceof Buffer buffer) {
            return Base64.getEncoder().encodeToString(buffer.getBytes());
        }
        if (value instanceof LocalDateTime moment) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
        }
        return value instanceof Duration time ? time(time) : value.toString();
    }

    private static Number number(Number number) {
        if (number instanceof Numeric numeric) {
            return numeric.bigDecimalValue();
        }
        if (number instanceof Byte || number instanceof Short) {
            return number.intValue();
        }
        return number instanceof Float ? (Number) Double.valueOf(number.toString()) : number;
    }

    /** MySQL's TIME, which may be negative and longer than a day: {@code [-]hh:mm:ss[.ffffff]}. */
    private static String time(Duration time) {
        Duration length = time.abs();
        String text = String.format(
                "%s%02d:%02d:%02d",
                time.isNegative() ? "-" : "", length.toHours(), length.toMinutesPart(), length.toSecondsPart());
        return length.getNano() == 0 ? text : text + String.format(".%06d", length.getNano() / 1000);
    }
}
