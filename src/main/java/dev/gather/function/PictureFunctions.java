package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Numbers;
import dev.gather.function.BuiltIn.Arguments;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions that format and parse numbers and timestamps by pictures, mostly by means of the library. */
final class PictureFunctions {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_MOMENT = 100;
    /** The first millisecond beyond JavaScript's range of timestamps. */
    private static final long LAST_MILLI = 8_640_000_000_000_001L;

    /** A width of four or more digits, which the library would pad character by character. */
    private static final Pattern WIDE = Pattern.compile("\\[[^\\]]*,[^\\]]*[0-9]{4}");

    private static final Pattern LETTERS = Pattern.compile("[Aa]");
    private static final Pattern ROMAN = Pattern.compile("[Ii]");
    private static final int MOST_LETTERS = 6;
    private static final double MOST_ROMAN = 1_000_000;

    private static final int MOST_COMPONENTS = 12;
    private static final int MOST_OPEN = 4;
    private static final Pattern OPEN_COMPONENT = Pattern.compile("\\[\\s*([dFWwXxfP]|[A-Za-z]\\s*[NnWwIiAa])");

    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("formatNumber", "<n-so?:s>", PictureFunctions::formatNumber),
            BuiltIn.of("formatInteger", "<n-s:s>", PictureFunctions::formatInteger),
            BuiltIn.of("parseInteger", "<s-s:n>", PictureFunctions::parseInteger),
            BuiltIn.of("toMillis", "<s-s?:n>", PictureFunctions::toMillis),
            BuiltIn.of("fromMillis", "<n-s?s?:s>", PictureFunctions::fromMillis));

    private PictureFunctions() {}

    private static @Nullable Object formatNumber(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        Numbers.checkRange(arguments.number(0));
        Map<?, ?> options = arguments.get(2) instanceof Map<?, ?> given ? given : Map.of();
        BigDecimal number = Numbers.exact(arguments.number(0));
        return NumberFormatter.of(number, brief(arguments, 1), new NumberPicture.Symbols(options));
    }

    private static @Nullable Object formatInteger(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        long value = whole(arguments, Long.MAX_VALUE);
        String picture = brief(arguments, 1);
        checkSize(picture, Math.abs((double) value));
        return byLibrary(
                "the number cannot be written by that picture",
                () -> com.dashjoin.jsonata.Functions.formatInteger(value, picture));
    }

    private static @Nullable Object parseInteger(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        String text = inAscii(brief(arguments, 0), "");
        String picture = inAscii(brief(arguments, 1), "0");
        if (LETTERS.matcher(picture).lookingAt() && text.length() > MOST_LETTERS) {
            throw tooLarge();
        }
        if (WordNumbers.overflow(text)) {
            throw tooLarge();
        }
        Object parsed = byLibrary(
                "the string is not a number of that picture",
                () -> com.dashjoin.jsonata.Functions.parseInteger(text, picture));
        return parsed instanceof Number number ? Numbers.of(Numbers.exact(number)) : null;
    }

    /** Refuses numbers for which the library's letters overflow an int, or its Roman numerals have too many M. */
    private static void checkSize(String picture, double size) {
        boolean letters = LETTERS.matcher(picture).lookingAt() && size > Integer.MAX_VALUE;
        if (letters || (ROMAN.matcher(picture).lookingAt() && size > MOST_ROMAN)) {
            throw tooLarge();
        }
    }

    private static EvaluationException tooLarge() {
        return EvaluationException.of("D3130", "the number is too large for the picture");
    }

    /** Replaces the digits of other scripts by ASCII's, or all of them by the given digit. */
    private static String inAscii(String text, String digit) {
        StringBuilder ascii = new StringBuilder();
        for (char character : text.toCharArray()) {
            boolean other = character > '9' && Character.isDigit(character);
            String own = digit.isEmpty() ? Integer.toString(Character.digit(character, 10)) : digit;
            ascii.append(other ? own : String.valueOf(character));
        }
        return ascii.toString();
    }

    private static @Nullable Object toMillis(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = brief(arguments, 0);
        String picture = arguments.has(1) ? readable(arguments) : null;
        String fault = "the string is not a timestamp of that picture";
        if (picture == null) {
            return moment(text);
        }
        return byLibrary(fault, () -> com.dashjoin.jsonata.Functions.dateTimeToMillis(text, picture));
    }

    private static Object moment(String text) {
        try {
            return Numbers.of(com.dashjoin.jsonata.Functions.dateTimeToMillis(text, null));
        } catch (ParseException | RuntimeException e) {
            throw EvaluationException.of("D3110", "the string is not an ISO 8601 timestamp");
        }
    }

    /**
     * A picture that the library parses in reasonable time: it makes a regular expression of it, in which each
     * component without a fixed width multiplies the ways to match a text.
     */
    private static String readable(Arguments arguments) {
        String picture = brief(arguments, 1);
        long open = OPEN_COMPONENT.matcher(picture).results().count();
        long all = picture.chars().filter(character -> character == '[').count();
        if (open > MOST_OPEN || all > MOST_COMPONENTS || arguments.text(0).length() > LONGEST_MOMENT) {
            throw new EvaluationException("$toMillis: the picture or the timestamp is too long");
        }
        return picture;
    }

    private static @Nullable Object fromMillis(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        return now(
                whole(arguments, LAST_MILLI),
                arguments.has(1) ? brief(arguments, 1) : null,
                arguments.has(2) ? brief(arguments, 2) : null);
    }

    /** Formats a moment; picture and time zone may be null. */
    static Object now(long millis, @Nullable String picture, @Nullable String zone) {
        if (picture != null && WIDE.matcher(picture).find()) {
            throw new EvaluationException("a picture of a moment has a width of more than 999");
        }
        String fault = "the moment cannot be written by that picture and time zone";
        return byLibrary(
                fault,
                () -> picture == null
                        ? com.dashjoin.jsonata.Functions.dateTimeFromMillis(millis, null, zone)
                        : WeekPictures.write(
                                millis, offset(zone), picture, (moment, others) -> written(moment, others, zone)));
    }

    /** The library loses brackets at the end, so a further character is added and removed again. */
    private static String written(long millis, String picture, @Nullable String zone) {
        String written = com.dashjoin.jsonata.Functions.dateTimeFromMillis(millis, picture + ".", zone);
        return written.substring(0, written.length() - 1);
    }

    /** The offset of a time zone such as {@code -0500}, in milliseconds. */
    private static long offset(@Nullable String zone) {
        int digits = zone == null ? 0 : Integer.parseInt(zone);
        return (digits / 100 * 60L + digits % 100) * 60_000;
    }

    private static long whole(Arguments arguments, long most) {
        double whole = Math.floor(Numbers.operand(arguments.number(0)));
        if (Math.abs(whole) >= most) {
            throw EvaluationException.of("D3130", "the number is too large to be written by a picture");
        }
        return (long) whole;
    }

    private static String brief(Arguments arguments, int index) {
        if (arguments.text(index).length() > LONGEST) {
            throw new EvaluationException(
                    "a picture, or what is read by one, is longer than " + LONGEST + " characters");
        }
        return arguments.text(index);
    }

    /** Turns any exception of the library into a failure with JSONata's code. */
    private static Object byLibrary(String fault, Callable<Object> function) {
        try {
            return function.call();
        } catch (EvaluationException e) {
            throw e;
        } catch (Exception e) {
            throw EvaluationException.of(PictureFaults.code(e), fault);
        }
    }
}
