package dev.gather.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes JSON values of every type, and of the kinds that are easily mistaken. */
public final class RandomJson {
    private static final int MAX_DEPTH = 5;
    private static final List<String> PIECES = List.of(
            "a", "Zoe", "\"", "\\", "/", "\n", "\u0000", "\u001f", "\u007f", "ü", "€", "\u2028", "\uffff", "😀", " ");

    private final Random random;

    /** @param random what the values depend on */
    public RandomJson(Random random) {
        this.random = random;
    }

    /** Any value. */
    public @Nullable Object value() {
        return value(0);
    }

    private @Nullable Object value(int depth) {
        int kind = random.nextInt(depth < MAX_DEPTH ? 10 : 7);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> text();
            case 4, 5, 6 -> number();
            case 7 -> list(depth);
            default -> object(depth);
        };
    }

    /** A text of whole characters. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 1_000 : 12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(random.nextBoolean() ? 2 : PIECES.size())));
        }
        return text.toString();
    }

    private Number number() {
        BigInteger large = new BigInteger(random.nextInt(300), random);
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(10) - 5;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> large.bitLength() < Long.SIZE ? (Number) large.longValue() : large.negate();
            case 4 -> new BigDecimal(large, random.nextInt(40) - 10);
            default -> Double.valueOf(Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL));
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 40 : 6); i > 0; i--) {
            object.put(text(), value(depth + 1));
        }
        return object;
    }
}
