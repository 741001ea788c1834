package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what the values of one statement's expressions become. */
final class Parameters {
    /** The protocols count placeholders in 16 bits. */
    private static final int MAX = 65_535;

    /** The text of a statement with more values is made anew each time, and not kept. */
    private static final int MAX_IN_KEPT = 100;

    private final Dialect dialect;
    private final List<BoundList> lists = new ArrayList<>();
    private int count;

    Parameters(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Adds the value of the next expression.
     *
     * @throws Failure if it cannot stand in its place
     */
    void add(@Nullable Object value, ExpressionPlace place) {
        BoundList list = BoundList.of(value, place, dialect);
        lists.add(list);
        count += list.values().size();
    }

    /**
     * The statement with the values. Lists of almost the same length become equally long where that changes nothing, so that
     * few statements are prepared for them.
     *
     * @throws Failure if there are too many values
     */
    BoundStatement bound(SqlStatement statement) {
        if (count > MAX) {
            throw Failure.of(
                    Code.UNSAFE_VALUE,
                    "the statement has " + count + " values, and " + dialect.database() + " takes at most " + MAX
                            + ": divide the list, as in forEach: '{% $partition($ids, 1000) %}'");
        }
        lists.replaceAll(this::padded);
        List<@Nullable Object> values = new ArrayList<>(count);
        lists.forEach(list -> list.values().forEach(value -> values.add(value.value())));
        StatementKinds.Kept kept = kept(statement);
        String known = kept == null ? null : kept.sql();
        return new BoundStatement(
                known == null ? sql(statement) : known,
                kept == null ? null : kept.types(),
                statement.use(),
                values,
                () -> text(statement, Parameter::literal));
    }

    /** The statement with a placeholder for each value. */
    private String sql(SqlStatement statement) {
        UnaryOperator<String> placeholders = dialect.placeholders();
        return text(statement, value -> placeholders.apply(value.placeholder()));
    }

    private String text(SqlStatement statement, Function<Parameter, String> form) {
        StringBuilder sql = new StringBuilder(statement.pieces().get(0));
        for (int i = 0; i < lists.size(); i++) {
            append(lists.get(i).text(form), sql);
            append(statement.pieces().get(i + 1), sql);
        }
        return sql.toString();
    }

    /** Adds a part of the statement, which goes on with no word or quote of the part before it. */
    private static void append(String part, StringBuilder sql) {
        boolean goesOn = !part.isEmpty()
                && sql.length() > 0
                && isInWord(part.charAt(0))
                && isInWord(sql.charAt(sql.length() - 1));
        sql.append(goesOn ? " " : "").append(part);
    }

    private static boolean isInWord(char c) {
        return c == '\'' || MySqlScanner.isWordPart(c);
    }

    private BoundList padded(BoundList list) {
        int padding = list.padding();
        if (padding == 0 || count + padding > MAX) {
            return list;
        }
        count += padding;
        return list.padded();
    }

    /** The form that stays prepared; null if it does not. Loops, for this runs with each query. */
    private StatementKinds.@Nullable Kept kept(SqlStatement statement) {
        StringBuilder kinds = new StringBuilder();
        for (BoundList list : lists) {
            if (list.isMixed()) {
                return null;
            }
            kinds.append(list.kind()).append(',');
        }
        return statement.kinds().keep(statement.pieces(), kinds.toString(), () -> made(statement));
    }

    private StatementKinds.Kept made(SqlStatement statement) {
        return new StatementKinds.Kept(count > MAX_IN_KEPT ? null : sql(statement), types());
    }

    private String types() {
        StringBuilder types = new StringBuilder();
        lists.forEach(list -> types.append(list.types()));
        return types.toString();
    }
}
