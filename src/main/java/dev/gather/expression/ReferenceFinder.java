package dev.gather.expression;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.function.Functions;
import dev.gather.jsonata.JsonataSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks an expression's syntax tree once and finds the variables that it reads but does not define, and the names that
 * lack their dollar sign.
 */
final class ReferenceFinder {
    /** JSONata's function that Gather refuses. */
    static final String EVAL = "eval";

    private final String text;
    private final Map<String, Reference> references = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Reference> unknownFunctions = new LinkedHashMap<>();
    private final Map<String, Reference> builtInsUsed = new HashMap<>();
    private @Nullable Reference bareName;

    ReferenceFinder(String text, Symbol tree) {
        this.text = text;
        visit(tree, new HashSet<>(), true);
    }

    Set<Reference> references() {
        return Set.copyOf(references.values());
    }

    /** The functions that it calls, and that neither it defines nor JSONata or Gather have. */
    Set<Reference> unknownFunctions() {
        return Set.copyOf(unknownFunctions.values());
    }

    /** What it looks up in variables that it does not define. */
    List<Member> members() {
        return List.copyOf(members);
    }

    /** Where it first names a function; null if it does not. */
    @Nullable
    Reference firstUse(String builtIn) {
        return builtInsUsed.get(builtIn);
    }

    /** The first name without a dollar sign, or null. */
    @Nullable
    Reference bareName() {
        return bareName;
    }

    static boolean isBuiltIn(String name) {
        return Functions.NAMES.contains(name) || name.equals(EVAL);
    }

    private void visit(Symbol node, Set<String> scope, boolean outermost) {
        switch (JsonataSyntax.type(node)) {
            case "path" -> visitPath(node, scope, outermost);
            case "lambda" -> visitLambda(node, scope, outermost);
            case "bind" -> visitBinding(node, scope, outermost);
            case "function", "partial" -> visitCall(node, scope, outermost);
            case "apply" -> visitChain(node, scope, outermost);
            case "block" -> visitChildren(node, new HashSet<>(scope), outermost);
            case "variable" -> visitVariable(node, scope, outermost);
            case "name", "wildcard", "descendant" -> visitName(node, scope, outermost);
            default -> visitChildren(node, scope, outermost);
        }
    }

    private void visitChildren(Symbol node, Set<String> scope, boolean outermost) {
        JsonataSyntax.sameContext(node).forEach(child -> visit(child, scope, outermost));
        JsonataSyntax.innerContext(node).forEach(child -> visit(child, scope, false));
    }

    private void visitPath(Symbol path, Set<String> scope, boolean outermost) {
        Set<String> inner = new HashSet<>(scope);
        List<Symbol> steps = JsonataSyntax.steps(path);
        if (!steps.isEmpty() && isFree(steps.get(0), scope) && steps.get(0).focus == null) {
            noteMember(JsonataSyntax.value(steps.get(0)), steps.subList(1, steps.size()));
        }
        for (int i = 0; i < steps.size(); i++) {
            Symbol step = steps.get(i);
            addIfText(step.focus, inner);
            addIfText(step.index, inner);
            visit(step, inner, outermost && i == 0);
        }
        visitChildren(path, inner, false);
    }

    private void noteMember(String variable, List<Symbol> steps) {
        List<Reference> names = steps.stream()
                .takeWhile(step -> JsonataSyntax.type(step).equals("name") && step.focus == null)
                .map(step -> new Reference(JsonataSyntax.value(step), start(step, JsonataSyntax.value(step))))
                .toList();
        if (!variable.isEmpty() && !names.isEmpty()) {
            members.add(new Member(variable, names));
        }
    }

    private void visitLambda(Symbol lambda, Set<String> scope, boolean outermost) {
        Set<String> inner = new HashSet<>(scope);
        inner.addAll(JsonataSyntax.parameters(lambda));
        visit(JsonataSyntax.child(lambda, "body"), inner, outermost);
    }

    private void visitBinding(Symbol binding, Set<String> scope, boolean outermost) {
        String name = JsonataSyntax.value(JsonataSyntax.child(binding, "lhs"));
        Symbol value = JsonataSyntax.child(binding, "rhs");
        boolean mayCallItself = JsonataSyntax.type(value).equals("lambda");
        if (mayCallItself) {
            scope.add(name);
        }
        visit(value, scope, outermost);
        scope.add(name);
    }

    private void visitCall(Symbol call, Set<String> scope, boolean outermost) {
        Symbol procedure = JsonataSyntax.child(call, "procedure");
        boolean unknown = isUnknownFunction(procedure, scope);
        if (unknown) {
            noteUnknownFunction(procedure);
        } else if (isFree(procedure, scope)) {
            String name = JsonataSyntax.value(procedure);
            JsonataSyntax.rename(procedure, Functions.ALSO_VARIABLES.getOrDefault(name, name));
        }
        JsonataSyntax.sameContext(call).stream()
                .filter(child -> !(unknown && child == procedure))
                .forEach(child -> visit(child, scope, outermost));
        JsonataSyntax.innerContext(call).forEach(child -> visit(child, scope, false));
    }

    /** What stands alone on the right side of {@code ~>} is called, too. */
    private void visitChain(Symbol chain, Set<String> scope, boolean outermost) {
        Symbol function = JsonataSyntax.child(chain, "rhs");
        if (!isUnknownFunction(function, scope)) {
            visitChildren(chain, scope, outermost);
            return;
        }
        noteUnknownFunction(function);
        visit(JsonataSyntax.child(chain, "lhs"), scope, outermost);
        JsonataSyntax.innerContext(chain).forEach(child -> visit(child, scope, false));
    }

    private static boolean isFree(Symbol node, Set<String> scope) {
        return JsonataSyntax.type(node).equals("variable") && !scope.contains(JsonataSyntax.value(node));
    }

    private static boolean isUnknownFunction(Symbol node, Set<String> scope) {
        String name = JsonataSyntax.value(node);
        return isFree(node, scope) && !name.isEmpty() && !name.equals("$") && !isBuiltIn(name);
    }

    private void noteUnknownFunction(Symbol variable) {
        String name = JsonataSyntax.value(variable);
        unknownFunctions.putIfAbsent(name, new Reference(name, start(variable, "$" + name)));
    }

    private void visitVariable(Symbol variable, Set<String> scope, boolean outermost) {
        String name = JsonataSyntax.value(variable);
        if (name.isEmpty() || name.equals("$")) {
            noteBareName(variable, outermost || name.equals("$"), "$" + name);
        } else if (!scope.contains(name)) {
            noteReference(variable, name);
        }
        visitChildren(variable, scope, outermost);
    }

    private void noteReference(Symbol variable, String name) {
        boolean called = Functions.ALSO_VARIABLES.containsValue(name);
        if (called || (isBuiltIn(name) && !Functions.ALSO_VARIABLES.containsKey(name))) {
            builtInsUsed.putIfAbsent(name, new Reference(name, start(variable, "$" + name)));
        } else {
            references.putIfAbsent(name, new Reference(name, start(variable, "$" + name)));
        }
    }

    private void visitName(Symbol name, Set<String> scope, boolean outermost) {
        noteBareName(name, outermost, JsonataSyntax.value(name));
        visitChildren(name, scope, outermost);
    }

    private void noteBareName(Symbol node, boolean outermost, String name) {
        if (outermost && bareName == null) {
            bareName = new Reference(name, start(node, name));
        }
    }

    private int start(Symbol node, String token) {
        int end = Math.min(JsonataSyntax.end(node), text.length());
        return Math.max(0, text.lastIndexOf(token, end));
    }

    private static void addIfText(@Nullable Object name, Set<String> scope) {
        if (name instanceof String text) {
            scope.add(text);
        }
    }
}
