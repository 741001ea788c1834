package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Numbers;
import dev.gather.function.BuiltIn.Arguments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions over numbers and lists of numbers. */
final class NumberFunctions {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
    private static final Pattern RADIX = Pattern.compile("0([xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)");
    private static final int LONGEST = 1_000;
    private static final int HIGHEST_RADIX = 36;

    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("sum", "<a<n>:n>", NumberFunctions::sum),
            BuiltIn.of("count", "<a:n>", a -> a.has(0) ? a.list(0).size() : 0),
            BuiltIn.of("max", "<a<n>:n>", a -> extreme(a, 1)),
            BuiltIn.of("min", "<a<n>:n>", a -> extreme(a, -1)),
            BuiltIn.of("average", "<a<n>:n>", NumberFunctions::average),
            BuiltIn.of("number", "<(nsb)-:n>", NumberFunctions::number),
            BuiltIn.of("floor", "<n-:n>", a -> rounded(a, 0, RoundingMode.FLOOR)),
            BuiltIn.of("ceil", "<n-:n>", a -> rounded(a, 0, RoundingMode.CEILING)),
            BuiltIn.of("round", "<n-n?:n>", a -> rounded(a, a.integer(1, 0), RoundingMode.HALF_EVEN)),
            BuiltIn.of(
                    "abs",
                    "<n-:n>",
                    a -> a.has(0) ? Numbers.of(Numbers.exact(a.number(0)).abs()) : null),
            BuiltIn.of("sqrt", "<n-:n>", NumberFunctions::sqrt),
            BuiltIn.of("power", "<n-n:n>", NumberFunctions::power),
            BuiltIn.of("formatBase", "<n-n?:s>", NumberFunctions::formatBase));

    private NumberFunctions() {}

    private static @Nullable Number sum(Arguments arguments) {
        return arguments.has(0) ? Numbers.of(total(arguments)) : null;
    }

    private static double total(Arguments arguments) {
        double total = 0;
        for (Object number : arguments.list(0)) {
            arguments.evaluation().step();
            total += Numbers.operand((Number) number);
        }
        return total;
    }

    private static @Nullable Number average(Arguments arguments) {
        return arguments.has(0) && !arguments.list(0).isEmpty()
                ? Numbers.of(total(arguments) / arguments.list(0).size())
                : null;
    }

    private static @Nullable Number extreme(Arguments arguments, int sign) {
        if (!arguments.has(0)) {
            return null;
        }
        Number found = null;
        for (Object element : arguments.list(0)) {
            arguments.evaluation().step();
            Number number = (Number) element;
            if (found == null || Numbers.compare(number, found) * sign > 0) {
                found = number;
            }
        }
        return found;
    }

    private static @Nullable Number number(Arguments arguments) {
        Object value = arguments.get(0);
        if (value instanceof Boolean known) {
            return known ? 1 : 0;
        }
        return value instanceof String text ? parsed(text) : (Number) value;
    }

    private static Number parsed(String text) {
        if (text.length() <= LONGEST && DECIMAL.matcher(text).matches()) {
            Number number = decimal(text);
            if (number != null) {
                return number;
            }
        } else if (text.length() <= LONGEST && RADIX.matcher(text).matches()) {
            int radix =
                    switch (text.charAt(1)) {
                        case 'x', 'X' -> 16;
                        case 'o', 'O' -> 8;
                        default -> 2;
                    };
            return Numbers.of(new BigDecimal(new BigInteger(text.substring(2), radix)));
        }
        throw EvaluationException.of("D3030", "the string is not a number");
    }

    /** The number, or null if it is out of a double's range. */
    private static @Nullable Number decimal(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return null;
        }
        return value == 0 ? (Number) 0 : Numbers.of(new BigDecimal(text));
    }

    private static @Nullable Number rounded(Arguments arguments, int digits, RoundingMode mode) {
        return arguments.has(0) ? Numbers.rounded(arguments.number(0), digits, mode) : null;
    }

    private static @Nullable Number sqrt(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        double operand = Numbers.operand(arguments.number(0));
        if (operand < 0) {
            throw EvaluationException.of("D3060", "a negative number has no square root");
        }
        return Numbers.of(Math.sqrt(operand));
    }

    private static @Nullable Number power(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        double power = Math.pow(Numbers.operand(arguments.number(0)), Numbers.operand(arguments.number(1)));
        if (Double.isNaN(power) || Double.isInfinite(power)) {
            throw EvaluationException.of("D3061", "the power is out of the range of numbers");
        }
        return Numbers.of(power);
    }

    private static @Nullable String formatBase(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        int radix = arguments.has(1)
                ? Numbers.truncated(Numbers.rounded(arguments.number(1), 0, RoundingMode.HALF_EVEN))
                : 10;
        if (radix < Character.MIN_RADIX || radix > HIGHEST_RADIX) {
            throw EvaluationException.of("D3100", "the base has to be between 2 and 36");
        }
        Numbers.checkRange(arguments.number(0));
        BigDecimal whole = Numbers.exact(Numbers.rounded(arguments.number(0), 0, RoundingMode.HALF_EVEN));
        return whole.toBigInteger().toString(radix);
    }
}
