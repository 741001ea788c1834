package dev.gather.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * YAML 1.2's core schema: the value of a scalar. Numbers keep every digit; those that JSON does not have, and those beyond
 * the range of a double, are refused.
 */
final class CoreSchema {
    private static final String TAG = "tag:yaml.org,2002:";
    private static final String NO_TAG = "!";
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern NOT_IN_JSON = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    /** The same limit as Jackson's: parsing takes quadratic time. */
    private static final int MAX_DIGITS = 1_000;

    private static final int INT_BITS = 31;
    private static final int LONG_BITS = 63;

    /** A zero with more zeros than these after the point, or in its exponent, becomes a plain 0. */
    private static final int MAX_ZEROS = 400;

    private CoreSchema() {}

    /**
     * The scalar's value: a string, a boolean, null or a number.
     *
     * @throws IllegalArgumentException if its tag does not fit its text or the number cannot be kept exactly; the message
     *     is for the author
     */
    static @Nullable Object value(ScalarEvent event) {
        String text = event.getValue();
        String tag = event.getTag().orElse("");
        if (tag.isEmpty()) {
            return event.isPlain() ? plain(text) : wellFormed(text);
        }
        return switch (tag) {
            case NO_TAG, TAG + "str" -> wellFormed(text);
            case TAG + "null" -> required(NULLS.contains(text), text, "null") ? null : text;
            case TAG + "bool" -> required(BOOLEANS.contains(text), text, "a boolean") ? plain(text) : text;
            case TAG + "int" -> required(INTEGER.matcher(text).matches(), text, "an integer") ? integer(text) : text;
            case TAG + "float" -> required(isNumber(text), text, "a number") ? plain(text) : text;
            case TAG + "seq", TAG + "map" ->
                throw new IllegalArgumentException("a scalar cannot be " + shorthand(tag) + ", remove the tag");
            default -> throw new IllegalArgumentException(unknown(tag));
        };
    }

    /** Whether a list or mapping may have this tag. */
    static boolean isTagOf(CollectionStartEvent event, String tag) {
        return tag.equals(NO_TAG) || tag.equals(TAG + (event instanceof SequenceStartEvent ? "seq" : "map"));
    }

    /** The message about any other tag. */
    static String unknown(String tag) {
        return "the tag " + shorthand(tag) + " is not supported, remove it";
    }

    private static String shorthand(String tag) {
        return tag.startsWith(TAG) ? "!!" + tag.substring(TAG.length()) : tag;
    }

    private static boolean required(boolean fits, String text, String kind) {
        if (!fits) {
            throw new IllegalArgumentException("'" + shortened(text) + "' is not " + kind);
        }
        return true;
    }

    private static @Nullable Object plain(String text) {
        if (NULLS.contains(text)) {
            return null;
        }
        if (BOOLEANS.contains(text)) {
            return text.toLowerCase(Locale.ROOT).equals("true");
        }
        if (!isNumber(text)) {
            return wellFormed(text);
        }
        return INTEGER.matcher(text).matches() ? integer(text) : decimal(text);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0 && matchesNumber(text);
    }

    private static boolean matchesNumber(String text) {
        return INTEGER.matcher(text).matches()
                || FLOAT.matcher(text).matches()
                || NOT_IN_JSON.matcher(text).matches();
    }

    private static Number integer(String text) {
        if (text.length() > MAX_DIGITS) {
            throw notKept(text);
        }
        BigInteger number =
                switch (text.length() > 1 ? text.charAt(1) : ' ') {
                    case 'o' -> new BigInteger(text.substring(2), 8);
                    case 'x' -> new BigInteger(text.substring(2), 16);
                    default -> new BigInteger(text);
                };
        if (number.bitLength() <= INT_BITS) {
            return number.intValue();
        }
        if (number.bitLength() <= LONG_BITS) {
            return number.longValue();
        }
        return inRange(new BigDecimal(number), text).toBigIntegerExact();
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_DIGITS || NOT_IN_JSON.matcher(text).matches()) {
            throw notKept(text);
        }
        try {
            return inRange(new BigDecimal(text), text);
        } catch (NumberFormatException e) {
            // The exponent is beyond those that Java has.
            throw notKept(text);
        }
    }

    private static BigDecimal inRange(BigDecimal number, String text) {
        if (number.signum() == 0) {
            return Math.abs(number.scale()) > MAX_ZEROS ? BigDecimal.ZERO : number;
        }
        double nearest = number.doubleValue();
        if (nearest == 0 || Double.isInfinite(nearest)) {
            throw notKept(text);
        }
        return number;
    }

    private static IllegalArgumentException notKept(String text) {
        return new IllegalArgumentException(
                "JSON has no number " + shortened(text) + ", put it in quotes if it is a string");
    }

    /** Refuses half of a surrogate pair, which an escape can make: it cannot be encoded as UTF-8. */
    private static String wellFormed(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(
                        "an escape is half of a character (a lone surrogate), write the whole character");
            }
        }
        return text;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
