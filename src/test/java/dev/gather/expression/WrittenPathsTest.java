package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An expression that is read as a plain path is the same as what the library's parser, which a comment calls for, makes of it. */
class WrittenPathsTest {
    private static final String COMMENT = "/* parsed */";

    private static final List<Object> VALUES = List.of(
            "text",
            List.of(),
            List.of(1),
            List.of(1, List.of(2, 3)),
            Map.of(),
            Map.of("a", 1),
            Map.of("a", List.of(Map.of("b", 1))),
            Map.of("a", List.of(Map.of("b", 1), Map.of("c", 2), Map.of("b", List.of(3, 4)))),
            Map.of("a", Collections.singletonMap("b", null)),
            List.of(Map.of("a", Map.of("b", Map.of("index", true)))));

    static Stream<String> paths() {
        return Stream.of(
                "$x", " $x ", "$x.a", "$x.a.b", "$x.a.b.index", "$x.none", "$y", "$y.a", "$index", "$error.code");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void haveTheSameValues(String text) throws ExpressionSyntaxException {
        Expression plain = Expression.parse(text);
        Expression parsed = Expression.parse(COMMENT + text);
        for (Object value : VALUES) {
            Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("x", value);
            assertEquals(
                    parsed.evaluateOr(Variables.NOTHING, variables),
                    plain.evaluateOr(Variables.NOTHING, variables),
                    () -> text + " of " + value);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nameTheSameVariables(String text) throws ExpressionSyntaxException {
        Expression plain = Expression.parse(text);
        Expression parsed = Expression.parse(COMMENT + text);
        Set<Reference> moved = plain.references().stream()
                .map(found -> new Reference(found.name(), found.offset() + COMMENT.length()))
                .collect(Collectors.toSet());
        assertEquals(parsed.references(), moved);
        assertEquals(parsed.unknownFunctions(), plain.unknownFunctions());
        assertEquals(parsed.mayCollapse(Set.of("x")), plain.mayCollapse(Set.of("x")));
    }
}
