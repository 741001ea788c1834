package dev.gather.openapi;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.jsonata.JsonataSyntax;
import dev.gather.source.Schemas;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of the value of one expression before it is evaluated. */
final class Inference {
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "and", "or", "in");
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
    private static final int JOIN_ARGUMENTS = 5;

    private final Function<String, Known> variables;
    private final Components components;
    private final Set<String> bound = new HashSet<>();

    private Inference(Function<String, Known> variables, Components components) {
        this.variables = variables;
        this.components = components;
    }

    /**
     * What is known of an expression's value.
     *
     * @param variables what is known of the variables that it does not define itself, by name
     * @param components the schemas to which those of variables refer
     */
    static Known of(Symbol tree, Function<String, Known> variables, Components components) {
        Inference inference = new Inference(variables, components);
        inference.bind(tree);
        return inference.value(tree, Known.UNKNOWN);
    }

    /** Collects the names that the expression itself defines: nothing is known of their values. */
    private void bind(Symbol node) {
        if (JsonataSyntax.type(node).equals("bind")) {
            bound.add(JsonataSyntax.value(JsonataSyntax.child(node, "lhs")));
        } else if (JsonataSyntax.type(node).equals("lambda")) {
            bound.addAll(JsonataSyntax.parameters(node));
        }
        bindIfNamed(node.focus);
        bindIfNamed(node.index);
        JsonataSyntax.all(node).forEach(this::bind);
    }

    private void bindIfNamed(@Nullable Object name) {
        if (name instanceof String text) {
            bound.add(text);
        }
    }

    /** @param context what is known of the value against which it is evaluated */
    Known value(Symbol node, Known context) {
        if (node.group != null || node.focus != null || node.index != null || node.tuple != null) {
            return Known.UNKNOWN;
        }
        return switch (JsonataSyntax.type(node)) {
            case "path" -> new PathInference(this, components).of(node, context);
            case "variable", "name" -> new PathInference(this, components).ofStep(node, context);
            case "string" -> filtered(node, literal("string", node));
            case "number" -> filtered(node, literal(isWhole(node) ? "integer" : "number", node));
            case "value" -> filtered(node, constant(JsonataSyntax.literal(node)));
            case "binary" -> filtered(node, operation(JsonataSyntax.value(node)));
            case "unary" -> unary(node, context);
            case "condition" -> filtered(node, condition(node, context));
            case "block" -> filtered(node, block(node, context));
            case "function" -> filtered(node, call(node, context));
            case "apply" -> filtered(node, chain(node, context));
            default -> Known.UNKNOWN;
        };
    }

    /** What has a predicate or brackets behind it, and is no path, is left to chance. */
    private static Known filtered(Symbol node, Known known) {
        return JsonataSyntax.hasFilter(node) || JsonataSyntax.keepsArray(node) ? Known.UNKNOWN : known;
    }

    private Known literal(String type, Symbol node) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(Schemas.of(type));
        schema.put("const", JsonataSyntax.literal(node));
        return Known.of(schema, components);
    }

    private static boolean isWhole(Symbol node) {
        return JsonataSyntax.value(node).matches("-?\\d+");
    }

    private Known constant(@Nullable Object value) {
        return Known.ofType(value == null ? "null" : "boolean");
    }

    private static Known operation(String operator) {
        if (operator.equals("&")) {
            return Known.ofType("string");
        }
        if (COMPARISONS.contains(operator) || ORDERS.contains(operator)) {
            return Known.ofType("boolean").orAbsent(ORDERS.contains(operator));
        }
        if (operator.equals("..")) {
            return Known.list(Known.ofType("integer")).orAbsent();
        }
        return ARITHMETIC.contains(operator) ? Known.ofType("number").orAbsent() : Known.UNKNOWN;
    }

    private Known unary(Symbol node, Known context) {
        return switch (JsonataSyntax.value(node)) {
            case "-" -> filtered(node, Known.ofType("number").orAbsent());
            case "{" -> filtered(node, object(node, context));
            default -> filtered(node, list(node, context));
        };
    }

    private Known object(Symbol node, Known context) {
        Map<String, Map<String, @Nullable Object>> members = new LinkedHashMap<>();
        Set<String> optional = new HashSet<>();
        for (Symbol[] pair : node.lhsObject) {
            if (!JsonataSyntax.type(pair[0]).equals("string")) {
                return Known.ofType("object");
            }
            Known value = value(pair[1], context);
            String name = JsonataSyntax.value(pair[0]);
            if (value.absent()) {
                optional.add(name);
            }
            members.put(
                    name, value.choices().isEmpty() ? Map.of() : value.present().schema());
        }
        Map<String, @Nullable Object> schema = Schemas.object(members);
        schema.computeIfPresent("required", (key, names) -> required(members.keySet(), optional));
        return Known.of(schema, components);
    }

    private static @Nullable List<String> required(Set<String> names, Set<String> optional) {
        List<String> sure =
                names.stream().filter(name -> !optional.contains(name)).toList();
        return sure.isEmpty() ? null : sure;
    }

    /** Lists within it are taken apart, unless they are written as lists themselves. */
    private Known list(Symbol node, Known context) {
        Known elements = new Known(List.of(), false);
        for (Symbol element : JsonataSyntax.sameContext(node)) {
            Known value = value(element, context);
            boolean whole = JsonataSyntax.type(element).equals("unary")
                    && !JsonataSyntax.value(element).equals("{")
                    && !JsonataSyntax.value(element).equals("-");
            Known each = whole ? value.present() : value.items(components);
            elements = elements.or(each.present());
        }
        return Known.list(elements);
    }

    private Known condition(Symbol node, Known context) {
        Known then = value(JsonataSyntax.child(node, "then"), context);
        return JsonataSyntax.optionalChild(node, "_else")
                .map(otherwise -> then.or(value(otherwise, context)))
                .orElseGet(then::orAbsent);
    }

    private Known block(Symbol node, Known context) {
        List<Symbol> expressions = JsonataSyntax.sameContext(node);
        return expressions.isEmpty() ? Known.NOTHING : value(expressions.get(expressions.size() - 1), context);
    }

    private Known call(Symbol node, Known context) {
        Symbol procedure = JsonataSyntax.child(node, "procedure");
        return called(procedure, JsonataSyntax.arguments(node), context);
    }

    private Known chain(Symbol node, Known context) {
        Symbol function = JsonataSyntax.child(node, "rhs");
        boolean call = JsonataSyntax.type(function).equals("function");
        Symbol procedure = call ? JsonataSyntax.child(function, "procedure") : function;
        return called(procedure, List.of(), context);
    }

    private Known called(Symbol procedure, List<Symbol> arguments, Known context) {
        String name = JsonataSyntax.value(procedure);
        if (!JsonataSyntax.type(procedure).equals("variable") || bound.contains(name)) {
            return Known.UNKNOWN;
        }
        return name.equals("join") && arguments.size() > 1 ? join(arguments, context) : Results.of(name);
    }

    /** Gather's own function, which puts a list into each element of another one; with fewer arguments it is JSONata's. */
    private Known join(List<Symbol> arguments, Known context) {
        if (arguments.size() < JOIN_ARGUMENTS) {
            return arguments.size() == 2 ? Known.ofType("string").orAbsent() : Known.UNKNOWN;
        }
        Symbol as = arguments.get(JOIN_ARGUMENTS - 1);
        Known left = value(arguments.get(0), context);
        Known right = value(arguments.get(2), context);
        boolean lists =
                left.isList() && right.isList() && JsonataSyntax.type(as).equals("string");
        if (!lists) {
            return Known.UNKNOWN;
        }
        Known matches = Known.list(right.items(components));
        return Known.list(left.items(components).withMember(JsonataSyntax.value(as), matches));
    }

    /** What is known of a variable; that without a name is the context. */
    Known variable(Symbol node, Known context) {
        String name = JsonataSyntax.value(node);
        if (name.isEmpty()) {
            return context;
        }
        return name.equals("$") || bound.contains(name) ? Known.UNKNOWN : variables.apply(name);
    }
}
