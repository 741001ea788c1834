package dev.gather.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gather.sql.RowsToAnswer.Output;
import dev.gather.sql.WideTable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one writes by hand over the client that Gather uses: a query from a pool, and a loop over its rows that writes each column
 * with Jackson's generator.
 */
final class HandWrittenLoop implements RowsProgram {
    private static final JsonFactory JSON = new JsonFactory();

    /** A column that goes into the answer. */
    private record Written(int column, String name, Kind kind) {}

    private static final List<Written> PICKED =
            List.of(written(0, "number"), written(2, "amount"), written(3, "title"), written(4, "at"));

    private final PreparedQuery<RowSet<Row>> query;
    private final List<Written> columns;

    private HandWrittenLoop(Vertx vertx, MySQLConnectOptions database, int columns, List<Written> written) {
        Pool pool = MySQLBuilder.pool()
                .using(vertx)
                .with(new PoolOptions().setMaxSize(20))
                .connectingTo(database)
                .build();
        this.query = pool.preparedQuery(WideTable.select(columns, "?"));
        this.columns = written;
    }

    static HandWrittenLoop of(Vertx vertx, MySQLConnectOptions database, int columns, Output output) {
        return new HandWrittenLoop(vertx, database, columns, output == Output.WHOLE ? all(columns) : PICKED);
    }

    private static List<Written> all(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(column -> written(column, WideTable.name(column)))
                .toList();
    }

    private static Written written(int column, String name) {
        return new Written(column, name, WideTable.kind(column));
    }

    @Override
    public Future<byte[]> answer(int rows) {
        return query.execute(Tuple.of(rows)).map(this::json);
    }

    private byte[] json(RowSet<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                for (Written column : columns) {
                    json.writeFieldName(column.name());
                    write(row, column, json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Row row, Written column, JsonGenerator json) throws IOException {
        int at = column.column();
        switch (column.kind()) {
            case ID -> json.writeNumber(row.getInteger(at));
            case ACCOUNT -> json.writeNumber(row.getLong(at));
            case PRICE -> json.writeNumber(row.getBigDecimal(at));
            case NAME -> json.writeString(row.getString(at));
            case CREATED -> json.writeString(row.getLocalDateTime(at).toString());
        }
    }
}
