package dev.gather.expression;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.jsonata.JsonataSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the lists of which an expression makes a list if they have several elements, and that element alone if they have
 * one: JSONata's way with paths, filters, {@code $map} and {@code $filter}. Brackets around it, {@code []} within it, an
 * index or a function such as {@code $sum} are signs that the author knows.
 */
final class SingleResults {
    private static final Set<String> KEEP_QUERIES = Set.of("map", "filter");

    private final Set<String> lists = new HashSet<>();

    private SingleResults() {}

    /** The names of the variables whose single element would be the value. */
    static Set<String> of(Symbol tree) {
        SingleResults results = new SingleResults();
        results.visit(tree);
        return Set.copyOf(results.lists);
    }

    private void visit(Symbol node) {
        switch (JsonataSyntax.type(node)) {
            case "path" -> visitPath(node);
            case "variable" -> visitFiltered(node);
            case "function" -> visitCall(node);
            case "condition" ->
                JsonataSyntax.sameContext(node).stream()
                        .filter(branch -> branch != JsonataSyntax.child(node, "condition"))
                        .forEach(this::visit);
            case "block" -> lastOf(JsonataSyntax.sameContext(node)).forEach(this::visit);
            case "unary" -> visitObject(node);
            case "apply" -> visitChain(node);
            default -> {
                // What has an operator is a single value anyway.
            }
        }
    }

    private static List<Symbol> lastOf(List<Symbol> expressions) {
        return expressions.isEmpty() ? List.of() : List.of(expressions.get(expressions.size() - 1));
    }

    private void visitPath(Symbol path) {
        List<Symbol> steps = JsonataSyntax.steps(path);
        Symbol first = steps.get(0);
        boolean single = steps.stream().anyMatch(JsonataSyntax::hasIndex);
        if (!single && !path.keepSingletonArray && path.group == null && isVariable(first)) {
            lists.add(JsonataSyntax.value(first));
        }
    }

    private void visitFiltered(Symbol variable) {
        boolean filtered = JsonataSyntax.hasFilter(variable) && !JsonataSyntax.hasIndex(variable);
        if (filtered && !JsonataSyntax.keepsArray(variable) && variable.group == null) {
            lists.add(JsonataSyntax.value(variable));
        }
    }

    private void visitCall(Symbol call) {
        Symbol function = JsonataSyntax.child(call, "procedure");
        boolean keeps = isVariable(function) && KEEP_QUERIES.contains(JsonataSyntax.value(function));
        if (keeps && isBare(call)) {
            JsonataSyntax.arguments(call).stream().findFirst().ifPresent(this::addList);
        }
    }

    private void visitChain(Symbol chain) {
        Symbol function = JsonataSyntax.child(chain, "rhs");
        boolean call = JsonataSyntax.type(function).equals("function");
        Symbol called = call ? JsonataSyntax.child(function, "procedure") : function;
        if (isVariable(called)
                && KEEP_QUERIES.contains(JsonataSyntax.value(called))
                && isBare(function)
                && isBare(chain)) {
            addList(JsonataSyntax.child(chain, "lhs"));
        }
    }

    /** The list that a function goes over: a variable, or what may be a single element itself. */
    private void addList(Symbol list) {
        if (isVariable(list) && isBare(list)) {
            lists.add(JsonataSyntax.value(list));
        } else {
            visit(list);
        }
    }

    private void visitObject(Symbol node) {
        if (JsonataSyntax.value(node).equals("{") && isBare(node)) {
            node.lhsObject.forEach(pair -> visit(pair[1]));
        }
    }

    private static boolean isBare(Symbol node) {
        return !JsonataSyntax.hasFilter(node) && !JsonataSyntax.keepsArray(node) && node.group == null;
    }

    private static boolean isVariable(Symbol node) {
        return JsonataSyntax.type(node).equals("variable")
                && !JsonataSyntax.value(node).isEmpty();
    }
}
