package dev.gather.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** A scalar: a string, a number, a boolean or null. */
public final class YamlScalar implements YamlNode {
    private final String file;
    private final String path;
    private final @Nullable Object value;
    private final ScalarSource source;

    YamlScalar(String file, String path, @Nullable Object value, ScalarSource source) {
        this.file = file;
        this.path = path;
        this.value = value;
        this.source = source;
    }

    /** The scalar as a mapping's key: its value is then its text. */
    YamlScalar asKey(String keyPath) {
        return new YamlScalar(file, keyPath, text(), source);
    }

    /**
     * The value: a {@code String}, a {@code Boolean}, null, or a number with every digit that was written, as an {@code
     * Integer}, {@code Long}, {@code BigInteger} or {@code BigDecimal}.
     */
    public @Nullable Object value() {
        return value;
    }

    /** The scalar as written, without quotes: {@code 60s}, {@code 3}, {@code true}. */
    public String text() {
        return source.value();
    }

    /** Whether it stands without quotes, and not in a block. */
    public boolean isPlain() {
        return source.style() == ScalarStyle.PLAIN;
    }

    /** What follows it on its last line: a comment, or the characters that end it in a list or mapping of flow style. */
    public String rest() {
        return source.rest();
    }

    /** The places in the file of the value's characters at these offsets, which ascend. */
    public List<Position> positionsOf(List<Integer> offsets) {
        return source.positionsOf(offsets);
    }

    /** The place in the file of the value's character at this offset. */
    public Position positionOf(int offset) {
        return source.positionOf(offset);
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Position position() {
        return source.span().start();
    }

    @Override
    public String kind() {
        if (value == null) {
            return "null";
        }
        return value instanceof String ? "a string" : value instanceof Boolean ? "a boolean" : "a number";
    }

    @Override
    public @Nullable Object plain() {
        return value;
    }
}
