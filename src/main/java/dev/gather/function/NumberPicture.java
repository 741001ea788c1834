package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One picture of a number, such as {@code #,##0.00}, as XPath's {@code format-number} reads it.
 *
 * @param source the picture as written
 * @param prefix the text before the digits
 * @param suffix the text after the digits
 * @param integer the places before the point
 * @param fraction the places after the point
 * @param exponent the places of the exponent; empty if there is none
 */
record NumberPicture(
        String source,
        String prefix,
        String suffix,
        String integer,
        String fraction,
        Optional<String> exponent,
        Symbols symbols) {
    /**
     * The characters with a meaning in a picture.
     *
     * @param given the options of the call, which replace the defaults
     */
    record Symbols(Map<?, ?> given) {
        String of(String name, String usual) {
            return given.get(name) instanceof String text && !text.isEmpty() ? text : usual;
        }

        String point() {
            return of("decimal-separator", ".");
        }

        String grouping() {
            return of("grouping-separator", ",");
        }

        String exponent() {
            return of("exponent-separator", "e");
        }

        String minus() {
            return of("minus-sign", "-");
        }

        String percent() {
            return of("percent", "%");
        }

        String perMille() {
            return of("per-mille", "\u2030");
        }

        String separator() {
            return of("pattern-separator", ";");
        }

        char zero() {
            return of("zero-digit", "0").charAt(0);
        }

        boolean isDigit(int character) {
            return character >= zero() && character < zero() + 10;
        }

        boolean isPlace(int character) {
            return isDigit(character) || isOptional(character);
        }

        boolean isOptional(int character) {
            return of("digit", "#").indexOf(character) >= 0;
        }

        boolean isActive(int character) {
            return isPlace(character) || (point() + grouping() + exponent() + separator()).indexOf(character) >= 0;
        }

        /** Whether a character is active and cannot be a letter of the text around the number. */
        boolean isFrame(int character) {
            return isActive(character) && exponent().indexOf(character) < 0;
        }
    }

    /** The picture of all numbers, or that of numbers from 0 up and that of negative ones. */
    static List<NumberPicture> of(String picture, Symbols symbols) {
        List<NumberPicture> pictures = new ArrayList<>();
        int from = 0;
        for (int end = 0; end >= 0; from = end + symbols.separator().length()) {
            end = picture.indexOf(symbols.separator(), from);
            pictures.add(single(end < 0 ? picture.substring(from) : picture.substring(from, end), symbols));
            if (end < 0) {
                break;
            }
        }
        if (pictures.size() > 2) {
            throw EvaluationException.of("D3080", "a picture has at most two parts");
        }
        pictures.forEach(NumberPictureRules::check);
        return pictures;
    }

    private static NumberPicture single(String text, Symbols symbols) {
        int begin = 0;
        while (begin < text.length() && !symbols.isFrame(text.charAt(begin))) {
            begin++;
        }
        int end = text.length();
        while (end > begin && !symbols.isFrame(text.charAt(end - 1))) {
            end--;
        }
        if (begin == text.length()) {
            return new NumberPicture(text, "", "", text, "", Optional.empty(), symbols);
        }
        String active = text.substring(begin, end);
        int exponent = active.indexOf(symbols.exponent());
        String mantissa = exponent < 0 ? active : active.substring(0, exponent);
        int point = mantissa.indexOf(symbols.point());
        return new NumberPicture(
                text,
                text.substring(0, begin),
                text.substring(end),
                point < 0 ? mantissa : mantissa.substring(0, point),
                point < 0 ? "" : mantissa.substring(point + symbols.point().length()),
                exponent < 0
                        ? Optional.empty()
                        : Optional.of(
                                active.substring(exponent + symbols.exponent().length())),
                symbols);
    }

    static int count(String part, IntPredicate kind) {
        return (int) part.chars().filter(kind).count();
    }

    boolean hasExponent() {
        return exponent.isPresent();
    }

    int leastIntegerDigits() {
        int digits = count(integer, symbols::isDigit);
        if (digits == 0 && mostFractionDigits() == 0 && !hasExponent()) {
            return 1;
        }
        return digits == 0 && hasExponent() && count(integer, symbols::isOptional) > 0 ? 1 : digits;
    }

    int leastFractionDigits() {
        int digits = count(fraction, symbols::isDigit);
        boolean alone = leastIntegerDigits() == 0 && digits == 0;
        return alone || isExponentAlone() ? 1 : digits;
    }

    int mostFractionDigits() {
        return isExponentAlone() ? 1 : count(fraction, symbols::isPlace);
    }

    private boolean isExponentAlone() {
        return hasExponent() && count(fraction, symbols::isPlace) == 0 && count(integer, symbols::isDigit) == 0;
    }

    /** The separators before the point, each by the number of places to its right. */
    List<Integer> integerGroups() {
        List<Integer> groups = new ArrayList<>();
        for (int at = integer.indexOf(symbols.grouping()); at >= 0; at = integer.indexOf(symbols.grouping(), at + 1)) {
            groups.add(count(integer.substring(at), symbols::isPlace));
        }
        return groups;
    }

    /** The separators after the point, each by the number of places to its left. */
    List<Integer> fractionGroups() {
        List<Integer> groups = new ArrayList<>();
        for (int at = fraction.indexOf(symbols.grouping());
                at >= 0;
                at = fraction.indexOf(symbols.grouping(), at + 1)) {
            groups.add(count(fraction.substring(0, at), symbols::isPlace));
        }
        return groups;
    }
}
