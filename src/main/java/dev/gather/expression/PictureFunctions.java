package dev.gather.expression;

import com.dashjoin.jsonata.JException;
import dev.gather.expression.BuiltIn.Arguments;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The functions that write and read numbers and moments by pictures, as the library does it. */
final class PictureFunctions {
    private static final int LONGEST = 1_000;

    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("formatNumber", "<n-so?:s>", PictureFunctions::formatNumber),
            BuiltIn.of("formatInteger", "<n-s:s>", PictureFunctions::formatInteger),
            BuiltIn.of("parseInteger", "<s-s:n>", PictureFunctions::parseInteger),
            BuiltIn.of("toMillis", "<s-s?:n>", PictureFunctions::toMillis),
            BuiltIn.of("fromMillis", "<n-s?s?:s>", PictureFunctions::fromMillis));

    private PictureFunctions() {}

    private static Object formatNumber(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        double value = Numbers.operand(arguments.number(0));
        String picture = brief(arguments, 1);
        Map<?, ?> options = (Map<?, ?>) arguments.get(2);
        return byLibrary(
                "the number cannot be written by that picture",
                () -> com.dashjoin.jsonata.Functions.formatNumber(value, picture, options));
    }

    private static Object formatInteger(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        long value = (long) Math.floor(Numbers.operand(arguments.number(0)));
        String picture = brief(arguments, 1);
        return byLibrary(
                "the number cannot be written by that picture",
                () -> com.dashjoin.jsonata.Functions.formatInteger(value, picture));
    }

    private static Object parseInteger(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        String text = brief(arguments, 0);
        String picture = brief(arguments, 1);
        Object parsed = byLibrary(
                "the string is not a number of that picture",
                () -> com.dashjoin.jsonata.Functions.parseInteger(text, picture));
        return parsed instanceof Number number ? Numbers.of(Numbers.exact(number)) : null;
    }

    private static Object toMillis(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = brief(arguments, 0);
        String picture = arguments.has(1) ? brief(arguments, 1) : null;
        String fault = picture == null
                ? "the string is not an ISO 8601 timestamp"
                : "the string is not a timestamp of that picture";
        return byLibrary(fault, () -> com.dashjoin.jsonata.Functions.dateTimeToMillis(text, picture));
    }

    private static Object fromMillis(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        double millis = Numbers.operand(arguments.number(0));
        return now(
                (long) millis,
                arguments.has(1) ? brief(arguments, 1) : null,
                arguments.has(2) ? brief(arguments, 2) : null);
    }

    /** A moment as a text; picture and time zone may be null. */
    static Object now(long millis, String picture, String zone) {
        return byLibrary(
                "the moment cannot be written by that picture and time zone",
                () -> com.dashjoin.jsonata.Functions.dateTimeFromMillis(millis, picture, zone));
    }

    private static String brief(Arguments arguments, int index) {
        if (arguments.text(index).length() > LONGEST) {
            throw new EvaluationException(
                    "a picture, or what is read by one, is longer than " + LONGEST + " characters");
        }
        return arguments.text(index);
    }

    /** The library throws whatever its parts throw at what they cannot read. */
    private static Object byLibrary(String fault, Callable<Object> function) {
        try {
            return function.call();
        } catch (JException e) {
            String code = e.getError();
            throw code != null && code.matches("[STD][0-9]{4}")
                    ? EvaluationException.of(code, fault)
                    : new EvaluationException(fault);
        } catch (Exception e) {
            throw EvaluationException.of("D3130", fault);
        }
    }
}
