package dev.gather.function;

import dev.gather.function.NumberPicture.Symbols;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Formats a number by its picture. */
final class NumberFormatter {
    private final NumberPicture picture;
    private final Symbols symbols;
    private final boolean minus;

    private NumberFormatter(NumberPicture picture, boolean minus) {
        this.picture = picture;
        this.symbols = picture.symbols();
        this.minus = minus;
    }

    /** The text of a number within a double's range. */
    static String of(BigDecimal number, String picture, Symbols symbols) {
        List<NumberPicture> pictures = NumberPicture.of(picture, symbols);
        boolean negative = number.signum() < 0;
        NumberPicture chosen = pictures.get(negative && pictures.size() > 1 ? 1 : 0);
        return new NumberFormatter(chosen, negative && pictures.size() == 1).text(number.abs());
    }

    private String text(BigDecimal number) {
        BigDecimal scaled = number;
        if (picture.source().contains(symbols.percent())) {
            scaled = number.movePointRight(2);
        } else if (picture.source().contains(symbols.perMille())) {
            scaled = number.movePointRight(3);
        }
        int exponent = picture.hasExponent() ? exponent(scaled) : 0;
        String digits = mantissa(scaled.movePointLeft(exponent))
                + picture.exponent()
                        .map(places -> exponent(exponent, places.length()))
                        .orElse("");
        return (minus ? symbols.minus() : "") + picture.prefix() + digits + picture.suffix();
    }

    /** The exponent that leaves as many digits before the point as the picture has. */
    private int exponent(BigDecimal number) {
        int places = NumberPicture.count(picture.integer(), symbols::isDigit);
        if (number.signum() == 0) {
            return 0;
        }
        int exponent = number.precision() - number.scale() - places;
        boolean isPower = number.stripTrailingZeros().unscaledValue().intValue() == 1
                && number.stripTrailingZeros().precision() == 1;
        return isPower && exponent > 0 ? exponent - 1 : exponent;
    }

    private String mantissa(BigDecimal mantissa) {
        String plain = mantissa.setScale(picture.mostFractionDigits(), RoundingMode.HALF_EVEN)
                .toPlainString();
        int point = plain.indexOf('.');
        String integer = (point < 0 ? plain : plain.substring(0, point)).replaceFirst("^0+", "");
        String fraction = point < 0 ? "" : plain.substring(point + 1).replaceFirst("0+$", "");
        integer = "0".repeat(Math.max(0, picture.leastIntegerDigits() - integer.length())) + integer;
        fraction = fraction + "0".repeat(Math.max(0, picture.leastFractionDigits() - fraction.length()));
        String grouped = inFamily(grouped(integer, fraction));
        boolean pointed = !fraction.isEmpty() && picture.source().contains(symbols.point());
        return pointed ? grouped : grouped.replace(symbols.point(), "");
    }

    private String grouped(String integer, String fraction) {
        StringBuilder grouped = new StringBuilder(integer);
        List<Integer> groups = picture.integerGroups();
        int regular = regular(groups);
        if (regular > 0) {
            for (int at = integer.length() - regular; at > 0; at -= regular) {
                grouped.insert(at, symbols.grouping());
            }
        } else {
            groups.stream()
                    .sorted()
                    .filter(group -> group < integer.length())
                    .forEach(group -> grouped.insert(integer.length() - group, symbols.grouping()));
        }
        int start = grouped.length() + symbols.point().length();
        grouped.append(symbols.point()).append(fraction);
        List<Integer> behind = picture.fractionGroups();
        for (int i = 0; i < behind.size(); i++) {
            int at = start + behind.get(i) + i * symbols.grouping().length();
            if (behind.get(i) < fraction.length()) {
                grouped.insert(at, symbols.grouping());
            }
        }
        return grouped.toString();
    }

    /** The regular distance between separators; 0 if it varies or there are none. */
    private static int regular(List<Integer> groups) {
        int factor = 0;
        for (int group : groups) {
            factor = divisor(factor, group);
        }
        for (int i = 1; i <= groups.size(); i++) {
            if (!groups.contains(i * factor)) {
                return 0;
            }
        }
        return factor;
    }

    private static int divisor(int left, int right) {
        return right == 0 ? left : divisor(right, left % right);
    }

    private String exponent(int exponent, int places) {
        String digits = Integer.toString(Math.abs(exponent));
        String padding = "0".repeat(Math.max(0, places - digits.length()));
        return symbols.exponent() + (exponent < 0 ? symbols.minus() : "") + inFamily(padding + digits);
    }

    private String inFamily(String digits) {
        if (symbols.zero() == '0') {
            return digits;
        }
        StringBuilder family = new StringBuilder();
        for (char character : digits.toCharArray()) {
            boolean digit = character >= '0' && character <= '9';
            family.append(digit ? (char) (character - '0' + symbols.zero()) : character);
        }
        return family.toString();
    }
}
