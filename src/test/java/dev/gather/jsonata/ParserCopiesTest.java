package dev.gather.jsonata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dashjoin.jsonata.Jsonata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserCopiesTest {
    private static final Set<String> REGISTERED =
            Set.of(ParserCopies.class.getAnnotation(RegisterForReflection.class).classNames());

    /** Notes the classes that are written. */
    private static final class Classes extends ObjectOutputStream {
        private final Set<String> unknown = new TreeSet<>();

        Classes() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (!REGISTERED.contains(type.getName())) {
                unknown.add(type.getName());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$a ?: 1",
                "$a ?? $b ?? $c",
                "$a.b[c = 1].d ?: 'x'",
                "$f($a, 1.5, null, true, 10000000000) ?? $b",
                "(function($x) { $x + 1 })(1) ?: 1",
                "/ab/i ?: 1",
                "{'a': 1, 'b': [1..3]} ?: 2",
                "$a{b: c} ?? 1",
                "$a^(>b, <c) ?: 1",
                "$a ~> |b|{'c': 1}, 'd'| ?: 1",
                "$f(?, 1) ?? 1",
                "$a@$b.c#$i[x].%.d ?: 1",
                "-$a.*.** ?: 1",
                "$a and $b or $c in $d ?: 1",
            })
    void registersAllThatTheParserCopies(String text) throws IOException {
        try (Classes classes = new Classes()) {
            classes.writeObject(JsonataSyntax.tree(Jsonata.jsonata(text)));

            assertEquals(Set.of(), classes.unknown);
        }
    }
}
