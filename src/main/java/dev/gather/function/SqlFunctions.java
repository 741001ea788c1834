package dev.gather.function;

import dev.gather.evaluation.Items;
import dev.gather.function.BuiltIn.Arguments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions for SQL statements. */
final class SqlFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("oneOf", "<xo:s>", SqlFunctions::chosen),
            BuiltIn.of("escapeLike", "<s-:s>", SqlFunctions::escaped));

    /** What means something in a pattern of LIKE, the escape character among it. */
    private static final String SPECIAL = "\\%_";

    private SqlFunctions() {}

    /** The choice with a key; the first one for null and nothing, and nothing for any other key. */
    private static @Nullable Object chosen(Arguments arguments) {
        Map<?, ?> choices = (Map<?, ?>) arguments.get(1);
        Object key = arguments.get(0);
        if (choices == null) {
            return null;
        }
        if (key == null || key == Items.NULL) {
            return choices.values().stream().findFirst().orElse(null);
        }
        return key instanceof String name ? Items.member(choices, name) : null;
    }

    private static @Nullable String escaped(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = arguments.text(0);
        arguments.evaluation().text(2L * text.length());
        StringBuilder escaped = new StringBuilder(text.length() + SPECIAL.length());
        for (int i = 0; i < text.length(); i++) {
            arguments.evaluation().step();
            escaped.append(SPECIAL.indexOf(text.charAt(i)) < 0 ? "" : "\\").append(text.charAt(i));
        }
        return escaped.toString();
    }
}
