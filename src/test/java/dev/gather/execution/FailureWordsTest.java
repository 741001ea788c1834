package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.report.Report;
import dev.gather.stub.CapturedLog;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the report has as a code alone, the log has in words. */
class FailureWordsTest {
    private record Case(String name, String composition, Consumer<Run> answer, int status, List<String> words) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "an upstream's 404",
                    "sources: { a: { ask: a } }\noutput: '{% $a %}'",
                    run -> run.ask.open("a").fail(Run.status(404)),
                    502,
                    List.of("WARN test: source a: missing: the upstream answered 404")),
            new Case(
                    "an output that fails",
                    "sources: { a: { ask: a } }\noutput: '{% $a.b + 1 %}'",
                    run -> run.ask.open("a").answer(java.util.Map.of("b", "x")),
                    500,
                    List.of("ERROR test: output: ")),
            new Case(
                    "an upstream before its fallback fails",
                    "sources: { a: { ask: a, fallback: '{% $error.code + 1 %}' } }\noutput: '{% $a %}'",
                    run -> run.ask.open("a").fail(Run.refused()),
                    500,
                    List.of(
                            "WARN test: source a: connection: refused",
                            "ERROR test: source a: expression: the fallback: ")));

    @TestFactory
    Stream<DynamicTest> areInTheLog() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private static void check(Case one) {
        try (CapturedLog log = new CapturedLog(new org.jboss.logmanager.formatters.PatternFormatter("%p %m"))) {
            Run run = Run.of(one.composition());
            UniAssertSubscriber<Result> execution = run.start(1000);
            one.answer().accept(run);
            Report report = execution.assertCompleted().getItem().report();

            assertEquals(one.status(), report.status());
            List<String> lines = log.lines();
            assertEquals(one.words().size(), lines.size(), lines.toString());
            for (int i = 0; i < lines.size(); i++) {
                String words = one.words().get(i);
                assertEquals(
                        words,
                        lines.get(i)
                                .substring(
                                        0, Math.min(words.length(), lines.get(i).length())));
            }
        }
    }
}
