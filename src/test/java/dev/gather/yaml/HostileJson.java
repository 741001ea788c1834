package dev.gather.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes JSON values whose texts and keys YAML takes for something else unless they are written with care. */
public final class HostileJson {
    private static final int MAX_DEPTH = 4;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "~",
            "True",
            "yes",
            "off",
            "12",
            "-1.50",
            "1e3",
            "0x1F",
            ".inf",
            "1_000",
            "2026-01-01",
            "12:30:45",
            "<<",
            "=",
            "a: b",
            "a:",
            ":a",
            "- a",
            "-",
            "---",
            "...",
            "? a",
            "a # b",
            "#",
            "&a b",
            "*a",
            "!a",
            "!!str",
            "|",
            ">-",
            "{% $x %}",
            "{}",
            "[a, b]",
            "it's",
            "\"",
            "'",
            "\\",
            "a, b",
            "%x",
            "@x",
            "`x`",
            " a",
            "a ",
            "\ta",
            "a\t",
            "a\nb",
            "a\nb\n",
            "a\n\nb\n\n",
            "\na",
            "\n",
            " a\nb",
            "a \nb",
            "a\n  b\n c\n",
            "# a\nb: c\n- d",
            "a\r\nb",
            "\r",
            "\u0000",
            "\u001b[0m",
            "\u007f",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\u00a0",
            "ü",
            "😀",
            "Zoë: 😀 # ü",
            "e\u0301",
            "urn:gather:problem:not-found",
            "GET carrier:/parcels/7?a=b",
            "long ".repeat(60),
            "k".repeat(1_200));

    private final Random random;

    /** @param random what the values depend on */
    public HostileJson(Random random) {
        this.random = random;
    }

    /** Any value. */
    public @Nullable Object value() {
        return value(0);
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 9 : 5)) {
            case 0 -> random.nextBoolean() ? null : random.nextBoolean();
            case 1 -> number();
            case 2, 3, 4 -> text();
            case 5 -> list(depth);
            default -> object(depth);
        };
    }

    private String text() {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(4) == 0 ? text + TEXTS.get(random.nextInt(TEXTS.size())) : text;
    }

    private Number number() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt();
            case 1 -> new BigInteger(200, random);
            default -> new BigDecimal(new BigInteger(70, random), random.nextInt(30) - 10);
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(text(), value(depth + 1));
        }
        return object;
    }
}
