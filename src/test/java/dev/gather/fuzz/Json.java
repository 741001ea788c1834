package dev.gather.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values of every kind, and of every class that holds them, made of fuzzed bytes. */
public final class Json {
    private static final int DEEPEST = 6;
    private static final String[] HOSTILE = {
        "", "a", "\u0000", "\ud83d", "é😀", "..", "/", "1e400", "__proto__", "$", "{%", "%00", "\u2028", "'", "\\"
    };

    private Json() {}

    /** Any value. */
    public static Object value(FuzzedDataProvider data) {
        return value(data, 0);
    }

    private static Object value(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth < DEEPEST ? 11 : 8)) {
            case 0 -> null;
            case 1 -> data.consumeBoolean();
            case 2 -> data.consumeInt();
            case 3 -> data.consumeLong();
            case 4 -> data.consumeRegularDouble();
            case 5 -> new BigDecimal(BigInteger.valueOf(data.consumeLong()), data.consumeInt(-1_000, 1_000));
            case 6 -> new BigInteger(1, data.consumeBytes(12));
            case 7 -> data.pickValue(HOSTILE);
            case 8 -> data.consumeString(40);
            case 9, 10 -> list(data, depth);
            default -> object(data, depth);
        };
    }

    private static List<Object> list(FuzzedDataProvider data, int depth) {
        List<Object> list = new ArrayList<>();
        int size = data.consumeInt(0, 6);
        for (int i = 0; i < size; i++) {
            list.add(value(data, depth + 1));
        }
        return list;
    }

    /** Any object. */
    public static Map<String, Object> object(FuzzedDataProvider data) {
        return object(data, 0);
    }

    private static Map<String, Object> object(FuzzedDataProvider data, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        int size = data.consumeInt(0, 5);
        for (int i = 0; i < size; i++) {
            String name = data.consumeBoolean()
                    ? data.pickValue(new String[] {"a", "b", "id", "list"})
                    : data.consumeString(8);
            object.put(name, value(data, depth + 1));
        }
        return object;
    }
}
