package dev.gather.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.Allocation;
import dev.gather.json.CompactObject;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.json.Names;
import dev.gather.json.RandomJson;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose bytes go into an answer as they are, and rows that something looks into: they must be the same. */
class RowTest {
    private static final int RESULTS = 3_000;
    private static final int[] TYPES = {
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x10, 0xF5, 0xF6, 0xFA, 0xFC, 0xFD
    };
    private static final List<String> DECIMALS = List.of(
            "0", "-0", "0.00", "-0.00", "-0.50", "12.50", "-12.50", "007.10", "00", "123456789012345678901234567890");

    private final MemoryBudget.Share memory = new MemoryBudget(1 << 30).share();

    private static Column column(String name, int type, boolean unsigned, @Nullable Charset charset) {
        return new Column(name, ValueType.of(type, unsigned, charset));
    }

    private CompactObject row(List<Column> columns, byte[] bytes) {
        return Row.of(Names.of(columns.stream().map(Column::name).toList()), columns, bytes, memory);
    }

    private static String written(Object value) {
        JsonOutput output = new JsonOutput(Long.MAX_VALUE);
        output.value(value);
        return new String(output.bytes(), UTF_8);
    }

    @Test
    void writesWhatItReads() throws IOException {
        for (int seed = 0; seed < RESULTS; seed++) {
            RandomRow random = new RandomRow(new Random(seed));
            CompactObject untouched = row(random.columns, random.bytes());
            CompactObject read = row(random.columns, random.bytes());
            Map<String, @Nullable Object> values = new LinkedHashMap<>(read);

            assertEquals(ExactJson.text(values), written(untouched), "of seed " + seed);
            assertEquals(ExactJson.text(values), written(read), "of seed " + seed);
            assertEquals(values, untouched, "of seed " + seed);
        }
    }

    @Test
    void looksUpWhatItReads() {
        for (int seed = 0; seed < RESULTS; seed++) {
            RandomRow random = new RandomRow(new Random(seed));
            CompactObject row = row(random.columns, random.bytes());
            CompactObject read = row(random.columns, random.bytes());
            Map<String, @Nullable Object> values = new LinkedHashMap<>(read);
            List<String> names = new ArrayList<>(values.keySet());
            Collections.shuffle(names, new Random(seed));

            for (String name : names) {
                assertEquals(values.get(name), row.get(name), "of " + name + " of seed " + seed);
            }
            assertEquals(values, row, "of seed " + seed);
        }
    }

    @Test
    void picksWhatItReads() throws IOException {
        for (int seed = 0; seed < RESULTS; seed++) {
            Random any = new Random(seed);
            RandomRow random = new RandomRow(any);
            CompactObject read = row(random.columns, random.bytes());
            Map<String, @Nullable Object> values = new LinkedHashMap<>(read);
            int[] members = any.ints(any.nextInt(6), 0, values.size()).toArray();
            Map<String, @Nullable Object> expected = new LinkedHashMap<>();
            for (int i = 0; i < members.length; i++) {
                expected.put("p" + i, values.get("c" + members[i]));
            }
            Names names = Names.of(List.copyOf(expected.keySet()));

            for (CompactObject row : List.of(row(random.columns, random.bytes()), read)) {
                assertEquals(ExactJson.text(expected), written(row.picked(names, members)), "of seed " + seed);
                assertEquals(expected, row.picked(names, members), "of seed " + seed);
                assertEquals(expected, pickedTwice(row, names, members), "of seed " + seed);
            }
        }
    }

    /** Picks all members under other names, and then some. */
    private static CompactObject pickedTwice(CompactObject row, Names names, int[] members) {
        List<String> others = row.keySet().stream().map(name -> "other " + name).toList();
        int[] all = IntStream.range(0, row.size()).toArray();
        return row.picked(Names.of(others), all).picked(names, members);
    }

    /** A row of columns of any type, its values and its bytes. */
    private static final class RandomRow {
        private final List<Column> columns = new ArrayList<>();
        private final ByteBuf values = Unpooled.buffer();
        private final Random random;
        private final byte[] head;

        RandomRow(Random random) {
            this.random = random;
            int count = 1 + random.nextInt(20);
            head = new byte[1 + (count + 9) / 8];
            for (int i = 0; i < count; i++) {
                int type = TYPES[random.nextInt(TYPES.length)];
                columns.add(column("c" + i, type, random.nextBoolean(), charset()));
                if (random.nextInt(8) == 0) {
                    head[1 + (i + 2) / 8] |= (byte) (1 << (i + 2) % 8);
                } else {
                    add(type);
                }
            }
        }

        private @Nullable Charset charset() {
            return switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> StandardCharsets.ISO_8859_1;
                default -> UTF_8;
            };
        }

        byte[] bytes() {
            return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(head), values.duplicate()));
        }

        private void add(int type) {
            switch (type) {
                case 0x01 -> bytes(1);
                case 0x02, 0x0D -> bytes(2);
                case 0x03, 0x09 -> bytes(4);
                case 0x04 -> values.writeFloatLE(random.nextInt(1_000) / 7f);
                case 0x05 -> values.writeLongLE(random.nextLong());
                case 0x08 -> bytes(8);
                case 0x00, 0xF6 -> text(DECIMALS.get(random.nextInt(DECIMALS.size())));
                case 0x0A -> sized(0, 4);
                case 0x07, 0x0C -> sized(0, 4, 7, 11);
                case 0x0B -> sized(0, 8, 12);
                case 0x10 -> sized(0, 1, 7, 8);
                case 0xF5 -> text("[1.50, null, {\"a\": \"ü\"}]");
                default -> anyText();
            }
        }

        /** Not always valid in the column's encoding. */
        private void anyText() {
            if (random.nextInt(5) == 0) {
                sized(0, 1, 5, 100);
            } else {
                text(new RandomJson(random).text());
            }
        }

        private void text(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            values.writeByte(0xFC).writeShortLE(bytes.length).writeBytes(bytes);
        }

        private void sized(int... lengths) {
            int length = lengths[random.nextInt(lengths.length)];
            values.writeByte(length);
            bytes(length);
        }

        private void bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            values.writeBytes(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f6 | 04 31 2e 35",
                "f6 | 01 2e",
                "f6 | 00",
                "f6 | 02 2d 2d",
                "03 | 00 00 00",
                "08 | 00",
                "0a | 03 e8 07 02",
                "0c | 07 e8 07 02 1d",
                "0b | 07 00 00 00 00 00 17 3b",
                "10 | 09 00 00 00 00 00 00 00 00 00",
                "f5 | 01 7b",
                "fd | 02 61",
                "fd | fe ff ff ff ff ff ff ff ff",
                "fd | fd ff ff",
                "fd | "
            })
    void refusesWhatCannotBeReadWhenItArrives(String typeAndBytes) {
        String[] parts = typeAndBytes.split("\\|");
        List<Column> columns = List.of(column("x", Integer.parseInt(parts[0].strip(), 16), false, UTF_8));
        byte[] bytes = HexFormat.of().parseHex("0000" + parts[1].replace(" ", ""));

        assertThrows(RuntimeException.class, () -> row(columns, bytes));
    }

    @Test
    void isAnObjectLikeAnyOther() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            columns.add(column("c" + i, 0x01, false, null));
        }
        byte[] bytes = new byte[1 + 3 + 20];
        bytes[1 + (19 + 2) / 8] |= (byte) (1 << (19 + 2) % 8);

        CompactObject row = row(columns, bytes);

        assertEquals(20, row.size());
        assertEquals(0, row.get("c0"));
        assertEquals(0, row.get("c18"));
        assertNull(row.get("c19"));
        assertTrue(row.containsKey("c19"));
        assertNull(row.get("c20"));
        assertEquals(new LinkedHashMap<>(row), row);
        assertEquals(new LinkedHashMap<>(row).toString(), row.toString());
        assertEquals(List.copyOf(new LinkedHashMap<>(row).keySet()), List.copyOf(row.keySet()));
        assertEquals(new ArrayList<>(new LinkedHashMap<>(row).values()), new ArrayList<>(row.values()));
        assertThrows(UnsupportedOperationException.class, () -> row.put("c0", 1));
    }

    /** With a hash map and its values, each row took 1,700 bytes to read and 900 to write. */
    @Test
    void takesLittleMemoryForEachRow() {
        ByteBuf values = Unpooled.buffer().writeZero(3).writeIntLE(7).writeLongLE(9_000_000_000L);
        for (String text : List.of("12.50", "Customer number 1234", "a note of thirty-one characters")) {
            values.writeByte(text.length()).writeBytes(text.getBytes(UTF_8));
        }
        values.writeBytes(HexFormat.of().parseHex("07e807021d173b0504e807021d"));
        List<Column> columns = List.of(
                column("id", 0x03, false, null),
                column("account", 0x08, false, null),
                column("price", 0xF6, false, null),
                column("name", 0xFD, false, UTF_8),
                column("note", 0xFD, false, UTF_8),
                column("created_at", 0x0C, false, null),
                column("due", 0x0A, false, null));
        byte[] bytes = ByteBufUtil.getBytes(values);
        Names names = Names.of(columns.stream().map(Column::name).toList());
        int count = 10_000;

        long taken = Allocation.of(() -> {
            JsonOutput output = new JsonOutput(Long.MAX_VALUE);
            List<Object> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rows.add(Row.of(names, columns, bytes, memory));
            }
            output.value(rows);
        });

        assertTrue(taken / count < 500, () -> taken / count + " bytes for a row");
    }

    /** When each name had a chunk of its own, they took 110 KB. */
    @Test
    void takesLittleMemoryForItsNames() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            columns.add(column("column_" + i, 0x01, false, null));
        }
        byte[] bytes = new byte[1 + 7 + 50];
        String first = written(row(columns, bytes));

        long taken = Allocation.of(() -> assertEquals(first, written(row(columns, bytes))));

        assertTrue(taken < 30_000, () -> taken + " bytes");
    }

    /** All of its values would take 2,500 bytes. */
    @Test
    void takesLittleMemoryForAFewValuesOfMany() {
        List<Column> columns = new ArrayList<>();
        ByteBuf values = Unpooled.buffer().writeZero(1 + 7);
        for (int i = 0; i < 50; i++) {
            columns.add(column("column_" + i, 0xFD, false, UTF_8));
            values.writeByte(5).writeBytes("words".getBytes(UTF_8));
        }
        CompactObject row = row(columns, ByteBufUtil.getBytes(values));
        assertEquals("words", row.get("column_30"));

        long taken = Allocation.of(() -> assertEquals("words", row.get("column_49")));

        assertTrue(taken < 1_000, () -> taken + " bytes");
    }
}
