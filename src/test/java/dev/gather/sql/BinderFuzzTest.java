package dev.gather.sql;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.composition.SourceFailure;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import java.util.Optional;

/** Whatever values a query is made of. */
class BinderFuzzTest {
    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void bindsAnyValue(FuzzedDataProvider data) {
        Object first = Json.value(data);
        Object second = Json.value(data);
        Limits.check(
                () -> {
                    Parameters parameters = new Parameters();
                    parameters.text("SELECT a FROM b WHERE c = ");
                    parameters.value(first);
                    parameters.text(" AND d IN (");
                    parameters.value(second);
                    parameters.text(")");
                    SqlCall call = new SqlCall(null, null, new SqlCall.Rows(false, false));
                    return checked(parameters.request(call));
                },
                SourceFailure.class);
    }

    /** Each value has its placeholder, and none is in the text. */
    private static Optional<String> checked(SqlRequest request) {
        String sql = request.text().sql();
        long placeholders = sql.chars().filter(c -> c == '?').count();
        if (placeholders != request.parameters().size() || !sql.matches("[A-Za-z0-9 =?,()_]*")) {
            throw new AssertionError("a value became text");
        }
        return Optional.of(request.key());
    }
}
