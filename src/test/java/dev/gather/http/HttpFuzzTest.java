package dev.gather.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import dev.gather.source.BodyForm;
import dev.gather.source.MemoryBudget;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Whatever an upstream answers, and whatever values a request is made of. */
class HttpFuzzTest {
    private static final String[] TYPES = {
        "application/json",
        "text/plain",
        "",
        "json",
        "application/x+json; charset=utf-16",
        "image/png",
        "text/html;charset=x"
    };
    private static final String[] CODINGS = {"", "gzip", "deflate", "identity", "br", "gzip, deflate"};
    private static final PathTemplate PATH =
            new PathTemplate(List.of(parse("{% $a %}"), parse("x{% $b %}.{% $a %}"), parse("y")));
    private static final QueryTemplate QUERY = new QueryTemplate(List.of(
            new QueryTemplate.Parameter("q", parse("{% $a %}")), new QueryTemplate.Parameter("r", parse("z{% $b %}"))));

    private static Template parse(String text) {
        try {
            return Template.parse(text);
        } catch (ExpressionSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void readsAnyAnswer(FuzzedDataProvider data) {
        String type = data.consumeBoolean() ? data.pickValue(TYPES) : data.consumeAsciiString(30);
        String coding = data.consumeBoolean() ? "" : data.pickValue(CODINGS);
        AnswerRules rules =
                new AnswerRules(data.pickValue(BodyForm.values()), Set.of(), data.consumeBoolean(), true, true, false);
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("content-type", type).add("content-encoding", coding);
        HttpAnswer answer = new HttpAnswer(200, headers, data.consumeRemainingAsBytes());
        MemoryBudget memory = new MemoryBudget(1_000_000);
        Limits.check(() -> new AnswerReader(rules, 100_000, memory.share()).read(answer), Failure.class);
        Limits.check(() -> FailureBody.of(answer, memory.share()));
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void makesATargetOfAnyValues(FuzzedDataProvider data) {
        Variables variables = Variables.within(() -> Duration.ofSeconds(1))
                .with("a", Json.value(data))
                .with("b", Json.value(data));
        Limits.check(
                () -> new TargetTemplate(PATH, QUERY).render(variables).map(HttpFuzzTest::checkTarget),
                Failure.class,
                EvaluationException.class);
    }

    /** It has the segments that were written, none that climbs, and is one that a URL can have. */
    private static URI checkTarget(String target) {
        URI uri = URI.create("http://host" + target);
        String path = uri.getRawPath();
        if (path.chars().filter(c -> c == '/').count() != 3
                || !uri.normalize().getRawPath().equals(path)) {
            throw new AssertionError("a value left its segment");
        }
        return uri;
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void checksAnyHeader(FuzzedDataProvider data) {
        String value = data.consumeRemainingAsString();
        Limits.check(
                () -> {
                    String checked = HeaderRules.checked("x-test", value);
                    if (checked.indexOf('\r') >= 0 || checked.indexOf('\n') >= 0 || checked.indexOf(0) >= 0) {
                        throw new AssertionError("a header could be split");
                    }
                    return checked;
                },
                Failure.class);
    }
}
