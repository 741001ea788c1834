package dev.gather.jsonata;

import dev.gather.evaluation.Numbers;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Restores the digits of number literals, which the library parses as doubles. */
final class NumberLiteral {
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
    private static final String CHARACTERS = "0123456789.eE+-";

    private NumberLiteral() {}

    /**
     * The number as written.
     *
     * @param read the library's double
     * @param text the expression
     * @param end the index at which the literal ends
     */
    static Number exact(Number read, String text, int end) {
        Number found = read;
        int last = Math.min(end, text.length());
        for (int start = last - 1; start >= 0 && CHARACTERS.indexOf(text.charAt(start)) >= 0; start--) {
            String candidate = text.substring(start, last);
            if (NUMBER.matcher(candidate).matches() && Double.parseDouble(candidate) == Math.abs(read.doubleValue())) {
                BigDecimal exact = new BigDecimal(candidate);
                found = Numbers.of(read.doubleValue() < 0 ? exact.negate() : exact);
            }
        }
        return found;
    }
}
