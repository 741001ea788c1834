package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.source.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists of elements that somebody chose in order to hold the function up. */
class ForEachTest {
    /** 14 times "Aa" or "BB": 16,384 texts of one hash. */
    private static final String TEXTS_OF_ONE_HASH =
            "$reduce([1..13], function($t, $i) { [$t.($ & \"Aa\"), $t.($ & \"BB\")] }, [\"Aa\", \"BB\"])";

    private static String composition(String list, String options) {
        return "sources: { a: { ask: '{% $item %}', forEach: '{% " + list + " %}'" + options
                + ", fallback: '{% $error.code %}' } }\noutput: '{% $a %}'";
    }

    @Test
    void rendersRequestsOfEqualHashInLinearTime() {
        Run run = Run.of(composition(TEXTS_OF_ONE_HASH, ", max-elements: 20000, concurrency: 128"));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var unused = run.start(60_000);
        });

        List<String> asked = run.ask.texts();
        assertEquals(128, Set.copyOf(asked).size());
        assertEquals(1, asked.stream().map(String::hashCode).distinct().count());
    }

    @Test
    void asksOnceForEqualElements() {
        Run run = Run.of(composition("[1, 2, 1, 2, 1]", ""));
        var execution = run.start(1_000);

        assertEquals(List.of("1", "2"), run.ask.texts());
        run.ask.open("1").answer("one");
        run.ask.open("2").answer("two");
        assertEquals(List.of("one", "two", "one", "two", "one"), Run.output(execution));
    }

    @Test
    void writesForEachOfEqualElements() {
        Run run = Run.of(composition("[1, 2, 1]", ", writes: true"));
        var execution = run.start(1_000);

        assertEquals(List.of("1", "2", "1"), run.ask.texts());
        for (String answer : List.of("first", "second")) {
            run.ask.open("1").answer(answer);
        }
        run.ask.open("2").answer("two");
        assertEquals(List.of("first", "two", "second"), Run.output(execution));
    }

    @Test
    void refusesMoreElementsThanTheDefaultAllows() {
        Run run = Run.of(composition("[1..10001]", ""));

        assertEquals("too-large", Run.output(run.start(1_000)));
        assertTrue(run.ask.texts().isEmpty());
    }

    @Test
    void refusesAMillionElementsAtOnce() {
        Run run = Run.of(composition("[1..1000000]", ""));

        Object output = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Run.output(run.start(1_000)));

        assertEquals("too-large", output);
    }

    @Test
    void stopsToRenderElementsAtTheDeadline() {
        Run run = Run.of(composition("[1..10000]", ""));
        run.clock.tick(Duration.ofMillis(1));

        assertEquals("timeout", Run.output(run.start(1_000)));
        assertTrue(run.ask.texts().isEmpty());
    }

    @Test
    void failsAsLateWhereAnExpressionHasNoTimeLeft() {
        String endless = "($f := function($n) { $f($n + 1) }; $f(0))";
        Run source = Run.of("sources: { a: { ask: '{% " + endless + " %}' } }\noutput: '{% $a %}'");
        Run output = Run.of("output: '{% " + endless + " %}'");

        assertEquals(504, Run.failure(source.start(60)).code().status());
        assertEquals(504, Run.failure(output.start(60)).code().status());
    }

    @Test
    void tellsRequestsApartByEveryPartOfTheirKeys() {
        List<List<?>> different = List.of(
                List.of("a", "b"),
                List.of("ab"),
                List.of("a", "b", ""),
                List.of(1),
                List.of("1"),
                List.of(1L),
                List.of("a6:String"),
                List.of(Map.of("a", 1)),
                Arrays.asList("null"),
                Arrays.asList((Object) null));

        assertEquals(
                different.size(),
                different.stream().map(Request::key).distinct().count());
    }
}
