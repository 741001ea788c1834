package dev.gather.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Access to the private parts of the library's syntax tree. No other class reaches into the library by reflection: the
 * names of its fields are all here, and the native executable's registration of these fields and of the library's
 * functions, which it binds by name.
 */
@RegisterForReflection(
        targets = {Jsonata.class, Symbol.class, com.dashjoin.jsonata.Functions.class},
        ignoreNested = false)
public final class JsonataSyntax {
    private static final Field TREE = field(Jsonata.class, "ast");
    private static final Field TYPE = field(Symbol.class, "type");
    private static final Field VALUE = field(Symbol.class, "value");
    private static final Field POSITION = field(Symbol.class, "position");

    /** Children that are evaluated against the same context as their parent. */
    private static final List<Field> SAME_CONTEXT = Stream.of(
                    "procedure",
                    "arguments",
                    "body",
                    "lhs",
                    "rhs",
                    "lhsObject",
                    "condition",
                    "then",
                    "_else",
                    "expressions",
                    "expression")
            .map(name -> field(Symbol.class, name))
            .toList();

    /** Children that are evaluated against what their parent or an earlier step yields. */
    private static final List<Field> INNER_CONTEXT = Stream.of(
                    "predicate",
                    "stages",
                    "expr",
                    "group",
                    "rhsObject",
                    "rhsTerms",
                    "terms",
                    "pattern",
                    "update",
                    "delete")
            .map(name -> field(Symbol.class, name))
            .toList();

    private static final Field STEPS = field(Symbol.class, "steps");
    private static final Field ARGUMENTS = field(Symbol.class, "arguments");
    private static final Map<String, Field> FIELDS = new ConcurrentHashMap<>();

    private JsonataSyntax() {}

    /** The root of an expression that the library has parsed. */
    public static Symbol tree(Jsonata jsonata) {
        return (Symbol) present(TREE, jsonata);
    }

    /** The type of a node, such as {@code path}. */
    public static String type(Symbol node) {
        return String.valueOf(read(TYPE, node));
    }

    /** A node's value as a text: a name, an operator or a literal. */
    public static String value(Symbol node) {
        return String.valueOf(read(VALUE, node));
    }

    /** Renames a variable. */
    public static void rename(Symbol variable, String name) {
        try {
            VALUE.set(variable, name);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of the node's token, in characters from the start of the expression. */
    public static int end(Symbol node) {
        return (int) present(POSITION, node);
    }

    /** The steps of a path. */
    public static List<Symbol> steps(Symbol path) {
        return children(path, List.of(STEPS));
    }

    /** The children in a field; none if it is empty. */
    static List<Symbol> children(Symbol node, String name) {
        return children(node, List.of(named(name)));
    }

    /** Whether a boolean field is set. */
    public static boolean flag(Symbol node, String name) {
        return (boolean) present(named(name), node);
    }

    /** The value of a literal; null for null. */
    public static @Nullable Object literal(Symbol node) {
        return read(VALUE, node);
    }

    /** The pattern of a regular expression. */
    static Pattern pattern(Symbol regex) {
        return (Pattern) present(VALUE, regex);
    }

    /** The label under which earlier steps bind a parent. */
    static String label(Symbol parent) {
        return child(parent, "slot").label;
    }

    /** The arguments of a call. */
    public static List<Symbol> arguments(Symbol call) {
        return children(call, List.of(ARGUMENTS));
    }

    /** Whether a node has predicates in brackets. */
    public static boolean hasFilter(Symbol node) {
        return !filters(node).isEmpty();
    }

    /** Whether one of a node's predicates is a number, so that only one element is left. */
    public static boolean hasIndex(Symbol node) {
        return filters(node).stream()
                .anyMatch(filter -> filter.expr instanceof Symbol condition
                        && type(condition).equals("number"));
    }

    /** Whether a node is followed by {@code []}. */
    public static boolean keepsArray(Symbol node) {
        return flag(node, "keepArray");
    }

    private static List<Symbol> filters(Symbol node) {
        return children(node, List.of(named("predicate"), named("stages")));
    }

    /** The children that are evaluated against the same context as their parent. */
    public static List<Symbol> sameContext(Symbol node) {
        return children(node, SAME_CONTEXT);
    }

    /** The children that are evaluated against what their parent or an earlier step yields. */
    public static List<Symbol> innerContext(Symbol node) {
        return children(node, INNER_CONTEXT);
    }

    /** All direct children, the steps of a path among them. */
    public static List<Symbol> all(Symbol node) {
        List<Symbol> all = new ArrayList<>(sameContext(node));
        all.addAll(innerContext(node));
        all.addAll(steps(node));
        return all;
    }

    /** The child in a field that is never empty. */
    public static Symbol child(Symbol node, String name) {
        return (Symbol) present(named(name), node);
    }

    /** The child in a field; empty if there is none. */
    public static Optional<Symbol> optionalChild(Symbol node, String name) {
        return Optional.ofNullable((Symbol) read(named(name), node));
    }

    /** The names of a lambda's parameters. */
    public static List<String> parameters(Symbol lambda) {
        List<Symbol> found = new ArrayList<>();
        collect(read(ARGUMENTS, lambda), found);
        return found.stream().map(JsonataSyntax::value).toList();
    }

    private static List<Symbol> children(Symbol node, List<Field> fields) {
        List<Symbol> found = new ArrayList<>();
        fields.forEach(field -> collect(read(field, node), found));
        return found;
    }

    private static void collect(@Nullable Object value, List<Symbol> found) {
        if (value instanceof Symbol symbol) {
            found.add(symbol);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, found));
        } else if (value instanceof Object[] pair) {
            for (Object element : pair) {
                collect(element, found);
            }
        }
    }

    private static Object present(Field field, @Nullable Object owner) {
        Object value = read(field, owner);
        if (value == null) {
            throw new IllegalStateException("the library's field " + field.getName() + " is empty");
        }
        return value;
    }

    /** @param owner null for a static field */
    private static @Nullable Object read(Field field, @Nullable Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field named(String name) {
        return FIELDS.computeIfAbsent(name, absent -> field(Symbol.class, name));
    }

    private static Field field(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("this version of JSONata has no field " + name, e);
        }
    }
}
