package dev.gather.sql;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import java.time.Duration;

/** Whatever values a query is made of. */
class BinderFuzzTest {
    private static final SqlCall CALL = new SqlCall(
            null,
            Queries.forms("SELECT a FROM b WHERE c = {% $a %} AND d IN ({% $b %}) AND (e, f) IN ({% $c %})"),
            new SqlCall.Rows(false, false));

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void bindsAnyValue(FuzzedDataProvider data) {
        Variables variables = Variables.within(() -> Duration.ofMillis(500))
                .with("a", Json.value(data))
                .with("b", Json.value(data))
                .with("c", Json.value(data));
        Limits.check(
                () -> CALL.render(variables).map(request -> checked((SqlRequest) request)),
                Failure.class,
                EvaluationException.class);
    }

    /** Each value has its placeholder, and none is in the text. */
    private static String checked(SqlRequest request) {
        String sql = request.statement().sql();
        long placeholders = sql.chars().filter(c -> c == '?').count();
        if (placeholders != request.statement().values().size() || !sql.matches("[A-Za-z0-9 =?,()_]*")) {
            throw new AssertionError("a value became text");
        }
        return request.key();
    }
}
