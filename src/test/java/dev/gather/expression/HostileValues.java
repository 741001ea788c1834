package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Evaluates expressions over hostile values and measures the time of the processor. */
final class HostileValues {
    private static final Duration LIMIT = Duration.ofMillis(200);

    /** What an evaluation may take beyond its limit on a slow and busy machine: what nothing ends takes minutes. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    static final Map<String, Object> VALUES = values();

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("t", IntStream.rangeClosed(1, 39).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        values.put("long", "ab".repeat(500_000));
        values.put("ones", "a".repeat(1_000_000));
        values.put("rare", "a".repeat(1_000) + "b" + "a".repeat(1_000));
        values.put("rows", rows());
        values.put("oneHash", textsOfOneHash());
        values.put("huge", new BigDecimal("1e999999999"));
        values.put("tiny", new BigDecimal("-1e-999999999"));
        values.put("deep", deep());
        values.put("sharp", "ß".repeat(1_000_000));
        values.put("dotted", "İ".repeat(1_000_000));
        return values;
    }

    private static List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(Map.of("id", i, "k", 1, "text", "x" + i));
        }
        return rows;
    }

    private static List<String> textsOfOneHash() {
        List<String> texts = List.of("");
        for (int i = 0; i < 14; i++) {
            texts = texts.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        return texts;
    }

    private static Object deep() {
        Object deep = 1;
        for (int i = 0; i < 800; i++) {
            deep = Map.of("c", List.of(deep));
        }
        return deep;
    }

    /** What came of an evaluation, and the time of the processor that it took. */
    record Ending(Object value, String failure, Duration took) {}

    private HostileValues() {}

    private static Ending evaluate(String text) throws ExpressionSyntaxException {
        Expression expression = Expression.parse(text);
        Variables variables = Variables.within(() -> LIMIT).with(VALUES);
        long start = THREADS.getCurrentThreadCpuTime();
        Object value = null;
        String failure = "";
        try {
            value = expression.evaluate(variables);
        } catch (EvaluationException e) {
            failure = e.getMessage();
        }
        return new Ending(value, failure, Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start));
    }

    static Ending assertEndsInTime(String text) throws ExpressionSyntaxException {
        Ending ending = evaluate(text);

        assertTrue(ending.took().compareTo(LIMIT.plus(MARGIN)) < 0, "it took " + ending.took());
        return ending;
    }
}
