package dev.gather.sql;

import dev.gather.source.MemoryBudget;
import dev.gather.web.PassedOn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What a result of eight columns of mixed types costs, from the packets of the database to the answer's bytes: of {@link
 * RowsToAnswer} the part that is Gather's own.
 */
public class Rows extends PassedOn {
    private static final int INT = 0x03;
    private static final int DOUBLE = 0x05;
    private static final int BIGINT = 0x08;
    private static final int DATE = 0x0A;
    private static final int DATETIME = 0x0C;
    private static final int DECIMAL = 0xF6;
    private static final int VARCHAR = 0xFD;
    private static final int UTF8MB4 = 45;
    private static final int BINARY = 63;
    private static final List<String> NAMES =
            List.of("id", "account", "price", "name", "note", "created_at", "due", "score");
    private static final int[] TYPES = {INT, BIGINT, DECIMAL, VARCHAR, VARCHAR, DATETIME, DATE, DOUBLE};

    /** The number of rows. */
    @Param({"1", "100", "10000"})
    public int rows;

    private final List<ByteBuf> definitions = new ArrayList<>();
    private final List<ByteBuf> packets = new ArrayList<>();

    /** Makes the packets. */
    @Override
    protected void make() {
        for (int i = 0; i < TYPES.length; i++) {
            definitions.add(definition(NAMES.get(i), TYPES[i]));
        }
        for (int i = 0; i < rows; i++) {
            packets.add(row(i));
        }
    }

    private static ByteBuf definition(String name, int type) {
        ByteBuf definition = Unpooled.buffer();
        for (String text : List.of("def", "shop", "t", "t", name, name)) {
            text(definition, text);
        }
        return definition
                .writeByte(0x0C)
                .writeShortLE(type == VARCHAR ? UTF8MB4 : BINARY)
                .writeIntLE(255)
                .writeByte(type)
                .writeShortLE(0)
                .writeByte(0)
                .writeShortLE(0);
    }

    /** A tenth of the notes is NULL, another tenth not in ASCII. */
    private static ByteBuf row(int number) {
        boolean withoutNote = number % 10 == 0;
        ByteBuf row = Unpooled.directBuffer();
        row.writeByte(0).writeByte(withoutNote ? 1 << 6 : 0).writeByte(0);
        row.writeIntLE(number).writeLongLE(9_000_000_000L + number);
        text(row, number % 1_000 + ".50");
        text(row, "Customer number " + number);
        if (!withoutNote) {
            text(row, number % 10 == 1 ? "größer als \"zwölf\"" : "a note of thirty-one characters");
        }
        row.writeByte(7).writeShortLE(2024).writeByte(2).writeByte(29);
        row.writeByte(number % 24).writeByte(number % 60).writeByte(5);
        row.writeByte(4).writeShortLE(2024).writeByte(12).writeByte(number % 28 + 1);
        return row.writeDoubleLE(number / 7.0);
    }

    private static void text(ByteBuf into, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.writeByte(bytes.length).writeBytes(bytes);
    }

    @Benchmark
    @Override
    public @Nullable Object read() {
        ResultReader reader =
                new ResultReader(new SqlCall.Rows(false, false), new MemoryBudget(1 << 30).share(), false);
        reader.columns(definitions.size());
        definitions.forEach(definition -> reader.column(definition.duplicate()));
        packets.forEach(packet -> reader.row(packet.duplicate()));
        return reader.value();
    }
}
