package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DidYouMeanTest {
    private static final List<String> KNOWN = List.of("input", "output", "orders", "id", "timeout");

    @TestFactory
    Stream<DynamicTest> offersTheNearestName() {
        return Map.of(
                        "inptu", "input", "niput", "input", "inpt", "input", "Input", "input", "ouptut", "output",
                        "order", "orders", "di", "id", "timeot", "timeout", "tiemout", "timeout")
                .entrySet()
                .stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> assertEquals(
                                "did you mean $" + one.getValue() + "?", DidYouMean.remedy(one.getKey(), KNOWN, "$"))));
    }

    @Test
    void listsTheFirstNamesWhereNoneIsNear() {
        List<String> many =
                IntStream.range(0, 1000).mapToObj("name%03d"::formatted).toList();

        assertEquals("known: id, input, orders, output, timeout", DidYouMean.remedy("customer", KNOWN, ""));
        assertEquals(
                "known: $name000, $name001",
                DidYouMean.remedy("customer", many, "$").substring(0, 25));
        assertEquals("known: none", DidYouMean.remedy("x", List.of(), ""));
    }
}
