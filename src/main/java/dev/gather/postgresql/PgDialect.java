package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.UnicodeText;
import dev.gather.sql.Dialect;
import dev.gather.sql.Parameter;
import dev.gather.sql.SessionUses;
import dev.gather.sql.SqlScanner;
import dev.gather.sql.StatementRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements of PostgreSQL. Values are sent as texts, which the database reads as the types that it infers for them. */
record PgDialect() implements Dialect {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$[0-9]+");
    /** Before each statement of a snapshot: the others go on if it fails. */
    static final String MARK = "SAVEPOINT gather";

    private static final List<String> SNAPSHOT = List.of("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", MARK);

    /** As many as the database's own numbers have on either side of the point. */
    private static final int MOST_DIGITS = 16_383;

    private static final double MAX_EXACT = 0x1p53;

    @Override
    public String database() {
        return "PostgreSQL";
    }

    @Override
    public String system() {
        return "postgresql";
    }

    @Override
    public SqlScanner scanner() {
        return new PgScanner();
    }

    @Override
    public StatementRules reading(String datasource) {
        return new PgReadingRules(datasource);
    }

    @Override
    public StatementRules writing() {
        return new PgWritingRules();
    }

    @Override
    public SessionUses uses() {
        return new PgSessionUses();
    }

    @Override
    public boolean isPlaceholder(String token) {
        return PLACEHOLDER.matcher(token).matches();
    }

    @Override
    public Parameter parameter(@Nullable Object scalar) {
        return new Parameter("?", scalar == null ? null : text(scalar), "");
    }

    private static String text(Object scalar) {
        if (scalar instanceof Double || scalar instanceof Float) {
            return floating(((Number) scalar).doubleValue());
        }
        if (scalar instanceof BigDecimal number) {
            return decimal(number);
        }
        return scalar instanceof Number || scalar instanceof Boolean
                ? scalar.toString()
                : UnicodeText.checked(scalar.toString());
    }

    private static String floating(double value) {
        if (!Double.isFinite(value)) {
            throw Failure.of(Code.UNSAFE_VALUE, "a number is infinite or not a number");
        }
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }

    private static String decimal(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        long beforePoint = (long) shortest.precision() - shortest.scale();
        if (beforePoint > MOST_DIGITS || shortest.scale() > MOST_DIGITS) {
            throw Failure.of(
                    Code.UNSAFE_VALUE, "a number has more digits than PostgreSQL's: 16,383 on a side of the point");
        }
        return shortest.scale() <= 0 ? shortest.toBigInteger().toString() : value.toPlainString();
    }

    /** Each has its number. */
    @Override
    public UnaryOperator<String> placeholders() {
        AtomicInteger last = new AtomicInteger();
        return text -> "$" + last.incrementAndGet();
    }

    @Override
    public List<String> snapshot() {
        return SNAPSHOT;
    }
}
