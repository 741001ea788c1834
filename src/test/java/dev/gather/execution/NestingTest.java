package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gather.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that wrap each other fail as an expression does, long before they could not be written. */
class NestingTest {
    private static final long TIME = 60_000;

    /** @param wrapped the value of each step, with {@code $v} for the one before */
    private static String chain(int steps, String wrapped) {
        return IntStream.range(1, steps)
                .mapToObj(i -> "  v" + i + ": " + wrapped.replace("$v", "$v" + (i - 1)) + "\n")
                .collect(Collectors.joining("", "values:\n  v0: 1\n", "output: '{% $v" + (steps - 1) + " %}'\n"));
    }

    @Test
    void refusesAValueThatNestsTooDeeply() {
        Failure failure =
                Run.failure(Run.of(chain(400, "{ a: [['{% $v %}']] }")).start(TIME));

        assertEquals(Failure.Code.EXPRESSION, failure.code());
        assertEquals("it nests too deeply", failure.getMessage());
    }

    @Test
    void refusesAValueThatDoublesAtEachStep() {
        Failure failure =
                Run.failure(Run.of(chain(60, "['{% $v %}', '{% $v %}']")).start(TIME));

        assertEquals(Failure.Code.EXPRESSION, failure.code());
    }

    @Test
    void letsValuesWrapEachOther() {
        Object value = Run.output(Run.of(chain(290, "{ a: [['{% $v %}']] }")).start(TIME));
        for (int i = 1; i < 290; i++) {
            List<?> outer = assertInstanceOf(
                    List.class, assertInstanceOf(Map.class, value).get("a"));
            value = assertInstanceOf(List.class, outer.get(0)).get(0);
        }

        assertEquals(1, ((Number) value).intValue());
        assertEquals(
                List.of(List.of(1, 1), List.of(1, 1)),
                Run.output(Run.of(chain(3, "['{% $v %}', '{% $v %}']")).start(TIME)));
    }
}
