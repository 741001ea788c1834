package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.function.BuiltIn;
import dev.gather.function.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code | pattern | update, delete |}: a function that copies a value and changes the parts that the pattern finds.
 */
final class Transformation extends Node {
    private static final Signature SIGNATURE = Signature.of("<(oa):o>");

    private final Node pattern;
    private final Node update;
    private final Optional<Node> delete;
    private final int offset;

    /** @param offset its place in the expression, in characters from 0 */
    Transformation(Node pattern, Node update, Optional<Node> delete, int offset) {
        this.pattern = pattern;
        this.update = update;
        this.delete = delete;
        this.offset = offset;
    }

    /** An object of the copy; no other object is ever changed. */
    private static final class Copy extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;
        private final transient Object owner;

        Copy(Object owner) {
            this.owner = owner;
        }
    }

    @Override
    Object compute(@Nullable Object context, Scope scope) {
        return new BuiltIn("transform", SIGNATURE, 1, arguments -> transformed(arguments.get(0), scope));
    }

    private @Nullable Object transformed(@Nullable Object value, Scope scope) {
        if (value == null) {
            return null;
        }
        Object owner = new Object();
        Object copy = copy(value, owner, scope.evaluation());
        Object matches = pattern.evaluate(copy, scope);
        if (matches != null) {
            for (Object match : Items.list(matches)) {
                if (match instanceof Copy found && found.owner == owner) {
                    change(found, scope);
                } else {
                    checkUpdate(update.evaluate(Items.read(match), scope));
                }
            }
        }
        return copy;
    }

    private void change(Copy match, Scope scope) {
        Object changes = update.evaluate(match, scope);
        checkUpdate(changes);
        if (changes instanceof Map<?, ?> members) {
            members.forEach((name, member) -> match.put((String) name, member));
            scope.evaluation().grown(match.size(), members.size());
        }
        delete.map(node -> node.evaluate(match, scope)).ifPresent(names -> remove(match, Items.list(names), scope));
    }

    private void checkUpdate(@Nullable Object changes) {
        if (changes != null && !(changes instanceof Map)) {
            throw fault(
                    "T2011",
                    "the update of a transformation has to be an object and is of type " + Items.type(changes));
        }
    }

    private void remove(Copy match, List<?> names, Scope scope) {
        if (!Items.areStrings(names, scope.evaluation())) {
            throw fault(
                    "T2012",
                    "what a transformation deletes has to be a string or an array of strings, and has an element of type "
                            + Items.typeBeside("string", names));
        }
        names.forEach(match::remove);
    }

    private EvaluationException fault(String code, String text) {
        return EvaluationException.of(code, text).in(Optional.empty(), offset);
    }

    private static @Nullable Object copy(@Nullable Object value, Object owner, Evaluation evaluation) {
        evaluation.grown(0, 1);
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(Items.store(copy(Items.read(element), owner, evaluation))));
            return copy;
        }
        if (value instanceof Map<?, ?> object) {
            Copy copy = new Copy(owner);
            object.forEach((name, member) ->
                    copy.put((String) name, Items.store(copy(Items.read(member), owner, evaluation))));
            return copy;
        }
        return value;
    }
}
