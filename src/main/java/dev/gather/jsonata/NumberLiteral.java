package dev.gather.jsonata;

import dev.gather.evaluation.Numbers;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Number literals with all their digits: the library has read them as doubles. */
final class NumberLiteral {
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
    private static final String CHARACTERS = "0123456789.eE+-";

    private NumberLiteral() {}

    /**
     * The number as it is written.
     *
     * @param read what the library made of it
     * @param text the expression
     * @param end where the literal ends
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
