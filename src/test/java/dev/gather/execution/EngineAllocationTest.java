package dev.gather.execution;

import static dev.gather.Counters.allocatedBytes;
import static dev.gather.Counters.assertWithinMargin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an execution allocates, from its arguments to its output, with the test's own questions as sources. */
class EngineAllocationTest {
    private static final Object ANSWER = Map.of("id", 1, "name", "part");
    private static final int MANY = 100;

    @Test
    void staysSmallForOneSource() {
        assertWithinMargin("engine.one-source.bytes", bytes(1, """
                sources: { part: { ask: part } }
                output: ['{% $part %}']
                """));
    }

    @Test
    void staysSmallForTheElementsOfAForEach() {
        assertWithinMargin("engine.fan-out-100.bytes", bytes(MANY, """
                sources: { parts: { forEach: '{% [1..100] %}', concurrency: 100, ask: 'part {% $item %}' } }
                output: '{% $parts %}'
                """));
    }

    @Test
    void staysSmallForNamedSources() {
        String sources = lines("  s%1$d: { ask: part %1$d }\n");
        String output = lines("  - '{%% $s%1$d %%}'\n");

        assertWithinMargin("engine.named-100.bytes", bytes(MANY, "sources:\n" + sources + "output:\n" + output));
    }

    private static String lines(String format) {
        return IntStream.rangeClosed(1, MANY).mapToObj(format::formatted).collect(Collectors.joining());
    }

    /** Of an execution whose output is a list of so many answers. */
    private static double bytes(int answers, String composition) {
        Run run = Run.of(composition);
        return allocatedBytes(() -> {
            var execution = run.start(10_000);
            run.ask.answerAll(ANSWER);
            assertEquals(answers, ((List<?>) Run.output(execution)).size());
        });
    }
}
