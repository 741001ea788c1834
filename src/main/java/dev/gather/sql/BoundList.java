package dev.gather.sql;

import dev.gather.evaluation.Values;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the value of one expression becomes in a statement: a single value, those of a list, or rows of them.
 *
 * @param values in their order, row after row
 * @param place where they stand; each row has as many values as it is wide
 */
record BoundList(List<Parameter> values, ExpressionPlace place) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final String SEPARATOR = ", ";

    /** It equals nothing. */
    private static final String NULL = "NULL";

    /**
     * What a value becomes in a place.
     *
     * @throws Failure if it cannot stand there
     */
    static BoundList of(@Nullable Object value, ExpressionPlace place, Dialect dialect) {
        List<Parameter> values = new ArrayList<>();
        if (place.kind() == ExpressionPlace.Kind.COUNT) {
            values.add(dialect.parameter(count(value)));
        } else if (place.hasRows()) {
            rows(Values.list(value), place.width()).forEach(row -> addRow(row, place.width(), values, dialect));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> values.add(dialect.parameter(element(element, place))));
        } else {
            values.add(dialect.parameter(element(value, place)));
        }
        return new BoundList(values, place);
    }

    /** MariaDB takes a number below zero for all rows. */
    private static Long count(@Nullable Object value) {
        Object number = value instanceof Number all ? whole(all) : value;
        if (number == null || !COUNT.matcher(number.toString()).matches()) {
            throw unfit("LIMIT and OFFSET take a whole number from 0 on");
        }
        return Long.parseLong(number.toString());
    }

    /** Without a fraction of zeros, which the result of arithmetic may have. */
    private static @Nullable Object whole(Number number) {
        return Parameter.of(number).value();
    }

    private static @Nullable Object element(@Nullable Object value, ExpressionPlace place) {
        boolean isList = place.kind() == ExpressionPlace.Kind.LIST;
        if (value instanceof List) {
            throw unfit("a list of lists stands where single values are needed: it is for rows, as in (a, b) IN (…)");
        }
        if (isList && !Values.isScalar(value)) {
            throw unfit("an object stands in a list of IN: compare with one of its members, as in $orders.id");
        }
        return Values.isScalar(value) ? value : Values.text(value);
    }

    /** The rows of a list. Expressions make a row alone of what would be a list with one row. */
    private static List<?> rows(List<?> value, int width) {
        boolean isRow = value.size() == width && value.stream().noneMatch(List.class::isInstance);
        return isRow ? List.of(value) : value;
    }

    private static void addRow(@Nullable Object value, int width, List<Parameter> values, Dialect dialect) {
        if (!(value instanceof List<?> row)) {
            throw unfit("a single value stands in a list of IN that compares rows of " + width
                    + " values: a list of lists is needed, as in [[1, 2], [3, 4]]");
        }
        if (row.size() != width) {
            throw unfit("a row of " + row.size() + " values stands in a list of IN that compares rows of " + width);
        }
        row.forEach(element -> values.add(dialect.parameter(element(element, ExpressionPlace.list(1)))));
    }

    private static Failure unfit(String message) {
        return Failure.of(Code.UNSAFE_VALUE, message);
    }

    private int rowCount() {
        return values.size() / place.width();
    }

    /** How many values repetitions of the last row would add to make the number of rows a power of two; 0 where they may matter. */
    int padding() {
        int rows = rowCount();
        boolean may = place.kind() == ExpressionPlace.Kind.LIST && rows > 1;
        int next = may ? Integer.highestOneBit(rows - 1) << 1 : rows;
        return (next - rows) * place.width();
    }

    /** A copy with the {@link #padding()}, which changes nothing in the list of an IN. */
    BoundList padded() {
        int size = values.size();
        List<Parameter> more = new ArrayList<>(values);
        for (int i = padding(); i > 0; i -= place.width()) {
            more.addAll(values.subList(size - place.width(), size));
        }
        return new BoundList(more, place);
    }

    /**
     * Its text in the statement.
     *
     * @param form the text of each value
     */
    String text(Function<Parameter, String> form) {
        StringBuilder sql = new StringBuilder();
        int width = place.width();
        for (int i = 0; i < values.size(); i++) {
            boolean starts = i % width == 0;
            sql.append(i == 0 ? "" : SEPARATOR)
                    .append(place.hasRows() && starts ? "(" : "")
                    .append(form.apply(values.get(i)))
                    .append(place.hasRows() && i % width == width - 1 ? ")" : "");
        }
        if (values.isEmpty()) {
            String nulls = String.join(SEPARATOR, Collections.nCopies(width, NULL));
            sql.append(place.hasRows() ? "(" + nulls + ")" : nulls);
        }
        return sql.toString();
    }

    /** Whether values in the same place of several rows are not of one type. */
    boolean isMixed() {
        for (int i = place.width(); i < values.size(); i++) {
            if (!values.get(i).isLike(values.get(i % place.width()))) {
                return true;
            }
        }
        return false;
    }

    /** The types of its values, if it is not {@linkplain #isMixed() mixed}: {@code i4}, or {@code (is)4} for rows. */
    String types() {
        if (values.size() == 1 && !place.hasRows()) {
            return values.get(0).type();
        }
        StringBuilder types = new StringBuilder();
        int rows = rowCount();
        values.subList(0, rows == 0 ? 0 : place.width()).forEach(value -> types.append(value.type()));
        String row = place.hasRows() && rows > 0 ? "(" + types + ")" : types.toString();
        return rows > 1 ? row + rows : row;
    }

    /** What tells the prepared statements of different values apart, if it is not {@linkplain #isMixed() mixed}. */
    String kind() {
        StringBuilder kind = new StringBuilder(types());
        values.subList(0, Math.min(values.size(), place.width())).forEach(value -> kind.append(value.placeholder()));
        return kind.toString();
    }
}
