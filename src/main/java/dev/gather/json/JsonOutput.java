package dev.gather.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON in UTF-8, in one pass, straight into the bytes that are sent. Decimals have no exponent unless that
 * would make a long text of a short number; half of a surrogate pair is written as an escape.
 */
public final class JsonOutput {
    /**
     * The deepest nesting that is written: the 1,000 levels that can be read, 100 that steps put around them, and all that a
     * document can.
     */
    static final int MAX_DEPTH = 1_200;

    private static final int MAX_ZEROS = 1_000;
    private static final int LONGEST_LONG = 20;

    /** The number of bytes that are encoded in one go; three of them are four characters of base64. */
    private static final int ENCODED = 3 * 1024;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    /** The powers of ten that a long holds, all but the largest. */
    private static final long[] POWERS =
            LongStream.iterate(1, power -> power * 10).limit(18).toArray();

    private final ByteChunks out;
    private final TextOutput texts;
    private int depth;

    /** @param limit the most bytes that are kept; more are only counted */
    public JsonOutput(long limit) {
        this.out = new ByteChunks(limit);
        this.texts = new TextOutput(out);
    }

    /** The number of bytes written, those beyond the limit included. */
    public long length() {
        return out.length();
    }

    /**
     * All that was written.
     *
     * @throws IllegalStateException if it is more than the limit
     */
    public byte[] bytes() {
        return out.bytes();
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is not made of maps with string keys, collections and scalars alone, or nests more
     *     than 1,200 levels
     */
    public void value(@Nullable Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value == null) {
            raw(NULL);
        } else if (value instanceof Boolean truth) {
            raw(truth ? TRUE : FALSE);
        } else if (value instanceof ByteText text) {
            text(text);
        } else {
            nested(value);
        }
    }

    private void nested(Object value) {
        if (++depth + Measured.depth(value) > MAX_DEPTH) {
            throw new IllegalArgumentException("it nests more than " + MAX_DEPTH + " levels");
        }
        if (value instanceof Written written) {
            written.write(this);
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof Collection<?> list) {
            list(list);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
        depth--;
    }

    void object(Map<?, ?> object) {
        char separator = '{';
        for (Map.Entry<?, ?> member : object.entrySet()) {
            out.write(separator);
            separator = ',';
            text((String) member.getKey());
            out.write(':');
            value(member.getValue());
        }
        close(separator == '{' ? "{}" : "}");
    }

    void list(Collection<?> list) {
        char separator = '[';
        for (Object element : list) {
            out.write(separator);
            separator = ',';
            value(element);
        }
        close(separator == '[' ? "[]" : "]");
    }

    private void close(String brackets) {
        for (int i = 0; i < brackets.length(); i++) {
            out.write(brackets.charAt(i));
        }
    }

    private void number(Number number) {
        if (ExactNumbers.isLong(number)) {
            integer(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            decimal(decimal);
        } else if (number instanceof Double decimal) {
            decimal(decimal);
        } else if (number instanceof BigInteger) {
            raw(ascii(number.toString()));
        } else {
            throw new IllegalArgumentException(
                    "JSON has no " + number.getClass().getName());
        }
    }

    private void decimal(BigDecimal value) {
        int scale = value.scale();
        if (scale > 0 && scale < POWERS.length && value.precision() < POWERS.length) {
            digits(value.scaleByPowerOfTen(scale).longValue(), scale);
        } else {
            boolean plain = Math.abs((long) scale) <= MAX_ZEROS;
            raw(ascii(plain ? value.toPlainString() : value.toString()));
        }
    }

    /** Writes a decimal of few digits, as most are: an integer, of whose digits so many stand after the point. */
    private void digits(long unscaled, int scale) {
        long digits = Math.abs(unscaled);
        out.require(3 * LONGEST_LONG);
        if (unscaled < 0) {
            out.write('-');
        }
        integer(digits / POWERS[scale]);
        int point = out.at;
        integer(digits % POWERS[scale] + POWERS[scale]);
        // The digit that keeps the zeros after the point makes room for it.
        out.chunk[point] = '.';
    }

    /** Writes an integer. */
    public void integer(long value) {
        out.require(LONGEST_LONG);
        out.at = NumberOutput.outputLong(value, out.chunk, out.at);
    }

    /** Writes a double in the fewest digits that tell it from others; one that is not finite, as a text. */
    public void decimal(double value) {
        String written = NumberOutput.toString(value, true);
        if (Double.isFinite(value)) {
            raw(ascii(written));
        } else {
            text(written);
        }
    }

    /** Writes a string. */
    public void text(String text) {
        out.write('"');
        texts.write(text);
        out.write('"');
    }

    /** Writes a text of valid UTF-8 from an index to another, excluded. */
    public void text(byte[] utf8, int start, int end) {
        out.write('"');
        texts.write(utf8, start, end);
        out.write('"');
    }

    private void text(ByteText text) {
        if (!text.base64()) {
            text(text.bytes(), 0, text.bytes().length);
            return;
        }
        out.write('"');
        byte[] bytes = text.bytes();
        for (int i = 0; i < bytes.length; i += ENCODED) {
            int end = Math.min(i + ENCODED, bytes.length);
            raw(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, i, end)));
        }
        out.write('"');
    }

    /** Begins the member at an index: writes its name, with what comes before and after it. */
    public void name(Names names, int index) {
        raw(names.written(index));
    }

    /** Ends an object of these names. */
    public void end(Names names) {
        close(names.size() == 0 ? "{}" : "}");
    }

    /** Writes a piece of JSON as it is. */
    public void raw(byte[] json) {
        out.write(json, 0, json.length);
    }

    /** Writes a piece of JSON as it is, from an index to another, excluded. */
    public void raw(byte[] json, int start, int end) {
        out.write(json, start, end - start);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
