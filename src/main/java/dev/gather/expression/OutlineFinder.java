package dev.gather.expression;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.expression.Operation.Kind;
import dev.gather.expression.Operation.Operand;
import dev.gather.jsonata.JsonataSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks an expression's syntax tree and follows what its names select, from the variables on that it does not define itself. What
 * it cannot follow it leaves out.
 */
final class OutlineFinder {
    private static final Map<String, Kind> RESULTS = Map.ofEntries(
            Map.entry("+", Kind.NUMBER),
            Map.entry("-", Kind.NUMBER),
            Map.entry("*", Kind.NUMBER),
            Map.entry("/", Kind.NUMBER),
            Map.entry("%", Kind.NUMBER),
            Map.entry("&", Kind.TEXT),
            Map.entry("=", Kind.BOOLEAN),
            Map.entry("!=", Kind.BOOLEAN),
            Map.entry("<", Kind.BOOLEAN),
            Map.entry("<=", Kind.BOOLEAN),
            Map.entry(">", Kind.BOOLEAN),
            Map.entry(">=", Kind.BOOLEAN),
            Map.entry("and", Kind.BOOLEAN),
            Map.entry("or", Kind.BOOLEAN),
            Map.entry("in", Kind.BOOLEAN));

    private final String text;
    private final Set<String> defined = new HashSet<>();
    private final List<Selection> ofElements = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    private OutlineFinder(String text) {
        this.text = text;
    }

    static Outline of(String text, Symbol tree) {
        OutlineFinder finder = new OutlineFinder(text);
        finder.collectDefined(tree);
        Optional<Selection> value = finder.visit(tree, Optional.empty());
        return new Outline(value, List.copyOf(finder.ofElements), List.copyOf(finder.operations));
    }

    /** The names of its own variables; of another one with such a name nothing is said either. */
    private void collectDefined(Symbol node) {
        switch (JsonataSyntax.type(node)) {
            case "bind" -> defined.add(JsonataSyntax.value(JsonataSyntax.child(node, "lhs")));
            case "lambda" -> defined.addAll(JsonataSyntax.parameters(node));
            case "path" ->
                JsonataSyntax.steps(node).forEach(step -> {
                    addIfText(step.focus);
                    addIfText(step.index);
                    collectDefined(step);
                });
            default -> {
                // It defines nothing.
            }
        }
        JsonataSyntax.sameContext(node).forEach(this::collectDefined);
        JsonataSyntax.innerContext(node).forEach(this::collectDefined);
    }

    private void addIfText(Object name) {
        if (name instanceof String given) {
            defined.add(given);
        }
    }

    /**
     * Visits a node.
     *
     * @param context that in which names without a variable are looked up
     * @return what its value is selected from
     */
    private Optional<Selection> visit(Symbol node, Optional<Selection> context) {
        return switch (JsonataSyntax.type(node)) {
            case "path" -> noted(visitPath(node, context));
            case "variable", "name" -> noted(visitStep(node, context));
            case "lambda" -> {
                visitAll(node, Optional.empty());
                yield Optional.empty();
            }
            case "binary" -> {
                visitAll(node, context);
                String operator = JsonataSyntax.value(node);
                Operand left = operand(JsonataSyntax.child(node, "lhs"), context);
                operations.add(new Operation(operator, left, operand(JsonataSyntax.child(node, "rhs"), context)));
                yield Optional.empty();
            }
            default -> {
                visitAll(node, context);
                yield Optional.empty();
            }
        };
    }

    private void visitAll(Symbol node, Optional<Selection> context) {
        lookAt(JsonataSyntax.sameContext(node), context);
        lookAt(JsonataSyntax.innerContext(node), Optional.empty());
    }

    private void lookAt(List<Symbol> nodes, Optional<Selection> context) {
        for (Symbol node : nodes) {
            var unused = visit(node, context);
        }
    }

    private Optional<Selection> noted(Optional<Selection> found) {
        found.filter(selection -> selection.each().isPresent()).ifPresent(ofElements::add);
        return found;
    }

    private Optional<Selection> visitPath(Symbol path, Optional<Selection> context) {
        Optional<Selection> found = Optional.empty();
        boolean first = true;
        for (Symbol step : JsonataSyntax.steps(path)) {
            Optional<Selection> elements = first ? context : found.map(Selection::elements);
            found = JsonataSyntax.type(step).equals("sort")
                    ? sorted(step, found)
                    : first || !JsonataSyntax.type(step).equals("name")
                            ? visitStep(step, elements)
                            : filtered(step, found.map(before -> before.with(name(step))));
            found = step.focus == null ? found : Optional.empty();
            first = false;
        }
        Optional<Selection> elements = found.map(Selection::elements);
        lookAt(JsonataSyntax.innerContext(path), elements);
        return path.group == null ? found : Optional.empty();
    }

    /** What is sorted stays the same. */
    private Optional<Selection> sorted(Symbol sort, Optional<Selection> found) {
        Optional<Selection> elements = found.map(Selection::elements);
        lookAt(JsonataSyntax.sameContext(sort), elements);
        lookAt(JsonataSyntax.innerContext(sort), elements);
        return found;
    }

    private Optional<Selection> visitStep(Symbol step, Optional<Selection> context) {
        String value = JsonataSyntax.value(step);
        return switch (JsonataSyntax.type(step)) {
            case "name" -> filtered(step, context.map(found -> found.with(name(step))));
            case "variable" ->
                filtered(
                        step,
                        value.isEmpty()
                                ? context
                                : defined.contains(value) ? Optional.empty() : Optional.of(Selection.of(value)));
            default -> visit(step, context);
        };
    }

    /** The conditions in brackets see each element. */
    private Optional<Selection> filtered(Symbol step, Optional<Selection> found) {
        Optional<Selection> elements = found.map(Selection::elements);
        lookAt(JsonataSyntax.sameContext(step), elements);
        JsonataSyntax.innerContext(step).forEach(filter -> visitFilter(filter, elements));
        return step.group == null ? found : Optional.empty();
    }

    private void visitFilter(Symbol filter, Optional<Selection> elements) {
        lookAt(JsonataSyntax.sameContext(filter), elements);
        lookAt(JsonataSyntax.innerContext(filter), elements);
    }

    private Reference name(Symbol step) {
        String name = JsonataSyntax.value(step);
        int end = Math.min(JsonataSyntax.end(step), text.length());
        return new Reference(name, Math.max(0, text.lastIndexOf(name, end)));
    }

    private Operand operand(Symbol node, Optional<Selection> context) {
        return switch (JsonataSyntax.type(node)) {
            case "string" -> Operand.of(Kind.TEXT);
            case "number" -> Operand.of(Kind.NUMBER);
            case "value" -> JsonataSyntax.value(node).equals("null") ? Operand.UNKNOWN : Operand.of(Kind.BOOLEAN);
            case "binary" ->
                Optional.ofNullable(RESULTS.get(JsonataSyntax.value(node)))
                        .map(Operand::of)
                        .orElse(Operand.UNKNOWN);
            case "path" -> selected(JsonataSyntax.steps(node), context);
            case "name", "variable" -> selected(List.of(node), context);
            default -> Operand.UNKNOWN;
        };
    }

    /** A path of nothing but names; of any other one the value might be a list or nothing. */
    private Operand selected(List<Symbol> steps, Optional<Selection> context) {
        Optional<Selection> found = context;
        for (int i = 0; i < steps.size(); i++) {
            Symbol step = steps.get(i);
            String type = JsonataSyntax.type(step);
            String value = JsonataSyntax.value(step);
            if (JsonataSyntax.hasFilter(step) || JsonataSyntax.keepsArray(step) || step.group != null) {
                return Operand.UNKNOWN;
            }
            if (type.equals("name")) {
                found = found.map(before -> before.with(name(step)));
            } else if (i == 0 && type.equals("variable")) {
                found = value.isEmpty()
                        ? context
                        : defined.contains(value) ? Optional.empty() : Optional.of(Selection.of(value));
            } else {
                return Operand.UNKNOWN;
            }
        }
        return found.map(Operand::of).orElse(Operand.UNKNOWN);
    }
}
