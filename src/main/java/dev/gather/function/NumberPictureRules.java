package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.function.NumberPicture.Symbols;

/** Checks pictures of numbers. */
final class NumberPictureRules {
    private final NumberPicture picture;
    private final Symbols symbols;

    private NumberPictureRules(NumberPicture picture) {
        this.picture = picture;
        this.symbols = picture.symbols();
    }

    static void check(NumberPicture picture) {
        new NumberPictureRules(picture).check();
    }

    private void check() {
        picture.exponent().ifPresent(this::checkExponent);
        checkOrder();
        checkGrouping();
        String source = picture.source();
        String inner = source.substring(
                picture.prefix().length(), source.length() - picture.suffix().length());
        require(inner.chars().allMatch(symbols::isActive), "D3086", "a text stands between its digits");
        String mantissa = picture.integer() + picture.fraction();
        require(mantissa.chars().anyMatch(symbols::isPlace), "D3085", "it has no place for a digit");
        boolean percent = source.contains(symbols.percent());
        boolean perMille = source.contains(symbols.perMille());
        require(!(percent && perMille), "D3084", "it has a percent and a per-mille sign");
        require(isOnce(symbols.perMille()), "D3083", "it has more than one per-mille sign");
        require(isOnce(symbols.percent()), "D3082", "it has more than one percent sign");
        require(isOnce(symbols.point()), "D3081", "it has more than one decimal separator");
    }

    private void checkExponent(String exponent) {
        boolean digits = !exponent.isEmpty() && exponent.chars().allMatch(symbols::isDigit);
        require(digits, "D3093", "its exponent has to be digits");
        String source = picture.source();
        boolean scaled = source.contains(symbols.percent()) || source.contains(symbols.perMille());
        require(!scaled, "D3092", "it has an exponent and a percent or per-mille sign");
    }

    private void checkOrder() {
        int last = -1;
        for (int i = 0; i < picture.fraction().length(); i++) {
            last = symbols.isOptional(picture.fraction().charAt(i)) ? i : last;
        }
        String behind = last < 0 ? "" : picture.fraction().substring(last);
        require(behind.chars().noneMatch(symbols::isDigit), "D3091", "behind its point a # stands before a digit");
        boolean digitSeen = false;
        for (char character : picture.integer().toCharArray()) {
            digitSeen |= symbols.isDigit(character);
            require(!(digitSeen && symbols.isOptional(character)), "D3090", "a # stands behind a digit");
        }
    }

    private void checkGrouping() {
        String grouping = symbols.grouping();
        require(!picture.source().contains(grouping + grouping), "D3089", "two grouping separators stand together");
        boolean atPoint = picture.source().contains(grouping + symbols.point())
                || picture.source().contains(symbols.point() + grouping);
        require(!atPoint, "D3087", "a grouping separator stands beside the decimal separator");
        boolean open = picture.integer().endsWith(grouping) && !picture.source().contains(symbols.point());
        require(!open, "D3088", "its integer part ends with a grouping separator");
    }

    private boolean isOnce(String symbol) {
        return picture.source().indexOf(symbol) == picture.source().lastIndexOf(symbol);
    }

    private static void require(boolean holds, String code, String fault) {
        if (!holds) {
            throw EvaluationException.of(code, "the picture is wrong: " + fault);
        }
    }
}
