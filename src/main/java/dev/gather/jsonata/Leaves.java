package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.function.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Literals, variables, the nodes that look into the context, and array constructors. */
final class Leaves {
    private Leaves() {}

    /** A literal, or a value that is the same in every evaluation. */
    static final class Literal extends Node {
        private final Object value;

        Literal(Object value) {
            this.value = value;
        }

        Object value() {
            return value;
        }

        @Override
        Object compute(@Nullable Object context, Scope scope) {
            return value;
        }
    }

    /** A variable, such as {@code $customer}, or a parent, under a label that no variable can have. */
    static final class Variable extends Node {
        private final String name;

        Variable(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            return scope.lookup(name);
        }
    }

    /** {@code $}: the context. */
    static final class Context extends Node {
        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            return context;
        }
    }

    /** The member with a name, of an object or of each object in a list. */
    static final class Name extends Node {
        private final String name;

        Name(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            return Lookup.of(context, name, scope.evaluation());
        }
    }

    /** {@code *}: the values of all members. */
    static final class Wildcard extends Node {
        @Override
        Object compute(@Nullable Object context, Scope scope) {
            Sequence found = Sequence.empty();
            if (context instanceof Map<?, ?> object) {
                object.values().forEach(member -> addFlat(found, Items.read(member), scope.evaluation()));
            } else if (context instanceof List<?> list) {
                list.forEach(element -> addFlat(found, Items.read(element), scope.evaluation()));
            }
            return found;
        }

        private static void addFlat(Sequence found, @Nullable Object value, Evaluation evaluation) {
            evaluation.step();
            if (value instanceof List<?> list) {
                list.forEach(element -> addFlat(found, Items.read(element), evaluation));
            } else {
                found.put(value);
                evaluation.grown(found.size(), 1);
            }
        }
    }

    /** {@code **}: the value itself and everything within it. */
    static final class Descendants extends Node {
        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            if (context == null) {
                return null;
            }
            Sequence found = Sequence.empty();
            addAll(found, context, scope.evaluation());
            return found;
        }

        private static void addAll(Sequence found, @Nullable Object value, Evaluation evaluation) {
            evaluation.step();
            if (value instanceof List<?> list) {
                list.forEach(element -> addAll(found, Items.read(element), evaluation));
                return;
            }
            found.put(value);
            evaluation.grown(found.size(), 1);
            if (value instanceof Map<?, ?> object) {
                object.values().forEach(member -> addAll(found, Items.read(member), evaluation));
            }
        }
    }

    /** {@code […]}. */
    static final class ArrayConstructor extends Node {
        private final List<Node> elements;
        private final boolean staysWhole;

        ArrayConstructor(List<Node> elements, boolean staysWhole) {
            this.elements = List.copyOf(elements);
            this.staysWhole = staysWhole;
        }

        @Override
        Object compute(@Nullable Object context, Scope scope) {
            List<@Nullable Object> array = elements.size() == 1 ? null : new ArrayList<>();
            for (Node element : elements) {
                array = appended(array, element.evaluate(context, scope), isArray(element), scope.evaluation());
            }
            List<@Nullable Object> made = array == null ? new ArrayList<>() : array;
            return staysWhole ? Sequence.constructed(made) : made;
        }

        /** A list alone in brackets is not copied. */
        private static List<@Nullable Object> appended(
                @Nullable List<@Nullable Object> array, @Nullable Object value, boolean whole, Evaluation evaluation) {
            if (array == null && value instanceof List<?> list && !whole) {
                return plain(list);
            }
            List<@Nullable Object> longer = array == null ? new ArrayList<>() : array;
            if (value instanceof List<?> list && !whole) {
                evaluation.grown((long) longer.size() + list.size(), list.size());
                longer.addAll(plain(list));
            } else if (value != null) {
                longer.add(Items.store(value));
                evaluation.grown(longer.size(), 1);
            }
            return longer;
        }

        // The lists of values hold any value.
        @SuppressWarnings("unchecked")
        private static List<@Nullable Object> plain(List<?> list) {
            return list instanceof Sequence sequence ? sequence.items() : (List<@Nullable Object>) list;
        }

        private static boolean isArray(Node element) {
            return Suffixed.coreOf(element) instanceof ArrayConstructor;
        }
    }
}
