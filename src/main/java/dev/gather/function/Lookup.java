package dev.gather.function;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up members by name. */
public final class Lookup {
    private Lookup() {}

    /** The member with a name, of an object or of each object in a list, in hand. */
    public static @Nullable Object of(@Nullable Object value, String name, Evaluation evaluation) {
        evaluation.step();
        if (value instanceof RegularExpression.Match match && name.equals("next")) {
            return match.next();
        }
        if (value instanceof Map<?, ?> object) {
            return Items.member(object, name);
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        Sequence found = Sequence.empty();
        for (Object element : list) {
            found.addAll(of(Items.read(element), name, evaluation), evaluation);
        }
        return found;
    }
}
