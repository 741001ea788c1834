package dev.gather.jsonata;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.evaluation.Items;
import dev.gather.function.RegularExpression;
import dev.gather.function.Signature;
import dev.gather.jsonata.Binary.Operands;
import dev.gather.jsonata.Calls.Call;
import dev.gather.jsonata.Calls.Target;
import dev.gather.jsonata.Path.Carry;
import dev.gather.jsonata.Path.Stage;
import dev.gather.jsonata.Path.Step;
import dev.gather.regex.JavaScriptPattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles the library's syntax tree to nodes. */
final class Compiler {
    private final String text;

    /** @param text the expression, for the signatures of lambdas */
    Compiler(String text) {
        this.text = text;
    }

    Node compile(Symbol tree) {
        Node core = core(tree);
        boolean isPath = JsonataSyntax.type(tree).equals("path");
        List<Node> predicates = JsonataSyntax.children(tree, "predicate").stream()
                .map(filter -> compile((Symbol) filter.expr))
                .toList();
        Grouping group = isPath ? null : group(tree);
        boolean keepsArray = JsonataSyntax.flag(tree, "keepArray");
        boolean plain = predicates.isEmpty() && group == null && !keepsArray;
        return plain ? core : new Suffixed(core, predicates, group, keepsArray);
    }

    private Node core(Symbol tree) {
        return switch (JsonataSyntax.type(tree)) {
            case "path" -> path(tree);
            case "name" -> new Leaves.Name(JsonataSyntax.value(tree));
            case "string", "number", "value" -> literal(tree);
            case "variable" -> variable(JsonataSyntax.value(tree));
            case "parent" -> new Leaves.Variable(JsonataSyntax.label(tree));
            case "wildcard" -> new Leaves.Wildcard();
            case "descendant" -> new Leaves.Descendants();
            case "regex" -> new Leaves.Literal(regularExpression(tree));
            case "binary" -> binary(tree);
            case "unary" -> unary(tree);
            default -> compound(tree);
        };
    }

    private Node compound(Symbol tree) {
        return switch (JsonataSyntax.type(tree)) {
            case "condition" ->
                new Control.Condition(
                        child(tree, "condition"),
                        child(tree, "then"),
                        optional(tree, "_else").orElse(null));
            case "block" -> new Control.Block(children(tree, "expressions"));
            case "bind" -> new Control.Bind(JsonataSyntax.value(JsonataSyntax.child(tree, "lhs")), child(tree, "rhs"));
            case "function" -> call(tree);
            case "partial" -> partial(tree);
            case "lambda" -> lambda(tree);
            case "apply" -> new Calls.Chain(child(tree, "lhs"), child(tree, "rhs"), offset(tree));
            case "transform" ->
                new Transformation(
                        child(tree, "pattern"), child(tree, "update"), optional(tree, "delete"), offset(tree));
            default -> throw new IllegalStateException("no node for " + JsonataSyntax.type(tree));
        };
    }

    private static Node variable(String name) {
        return name.isEmpty() ? new Leaves.Context() : new Leaves.Variable(name);
    }

    private Node literal(Symbol tree) {
        Object value = JsonataSyntax.literal(tree);
        if (value instanceof Number number) {
            return new Leaves.Literal(NumberLiteral.exact(number, text, JsonataSyntax.end(tree)));
        }
        return new Leaves.Literal(value == null ? Items.NULL : value);
    }

    private static RegularExpression regularExpression(Symbol tree) {
        return new RegularExpression(JavaScriptPattern.of(JsonataSyntax.pattern(tree)));
    }

    private Node binary(Symbol tree) {
        String operator = JsonataSyntax.value(tree);
        Node left = child(tree, "lhs");
        Node right = child(tree, "rhs");
        Operands operands = new Operands(operator, left, right, offset(tree));
        return switch (operator) {
            case "and" -> new Comparison.Either(left, right, false);
            case "or" -> new Comparison.Either(left, right, true);
            case "=", "!=" -> new Comparison.Equal(operands, operator.equals("="));
            case "in" -> new Comparison.In(operands);
            case "<", "<=", ">", ">=" -> new Comparison.Order(operands);
            case "&" -> new Arithmetic.Concatenation(operands);
            case ".." -> new Arithmetic.RangeOperator(operands);
            default -> new Arithmetic.Calculation(operands);
        };
    }

    private Node unary(Symbol tree) {
        return switch (JsonataSyntax.value(tree)) {
            case "-" -> new Arithmetic.Negation(child(tree, "expression"), offset(tree));
            case "[" -> new Leaves.ArrayConstructor(children(tree, "expressions"), tree.consarray);
            default -> new Grouping(pairs(tree.lhsObject), offset(tree));
        };
    }

    private @Nullable Grouping group(Symbol tree) {
        return tree.group == null ? null : new Grouping(pairs(tree.group.lhsObject), offset(tree.group));
    }

    private List<Grouping.Pair> pairs(List<Symbol[]> pairs) {
        return pairs.stream()
                .map(pair -> new Grouping.Pair(compile(pair[0]), compile(pair[1])))
                .toList();
    }

    private Path path(Symbol tree) {
        List<Step> steps = JsonataSyntax.steps(tree).stream().map(this::step).toList();
        return new Path(steps, tree.tuple != null, tree.keepSingletonArray, group(tree));
    }

    private Step step(Symbol step) {
        Node node = JsonataSyntax.type(step).equals("sort") ? sorting(step) : compile(step);
        List<Stage> stages = step.stages == null
                ? List.of()
                : step.stages.stream().map(this::stage).toList();
        String ancestor = step.ancestor == null ? null : step.ancestor.label;
        Carry carry = step.tuple == null ? null : new Carry((String) step.focus, (String) step.index, ancestor);
        return new Step(node, stages, carry, step.consarray);
    }

    private Stage stage(Symbol stage) {
        return JsonataSyntax.type(stage).equals("index")
                ? new Path.Position(JsonataSyntax.value(stage))
                : new Path.Predicate(compile((Symbol) stage.expr));
    }

    private Sorting sorting(Symbol step) {
        List<Sorting.Term> terms = JsonataSyntax.children(step, "terms").stream()
                .map(term -> new Sorting.Term(child(term, "expression"), JsonataSyntax.flag(term, "descending")))
                .toList();
        return new Sorting(terms, offset(step));
    }

    private Call call(Symbol tree) {
        return new Call(target(tree), children(tree, "arguments"));
    }

    private Target target(Symbol tree) {
        return new Target(child(tree, "procedure"), offset(tree));
    }

    private Node partial(Symbol tree) {
        List<Optional<Node>> arguments = JsonataSyntax.children(tree, "arguments").stream()
                .map(argument -> JsonataSyntax.type(argument).equals("operator")
                        ? Optional.<Node>empty()
                        : Optional.of(compile(argument)))
                .toList();
        return new Calls.Partial(target(tree), arguments);
    }

    /** The library wraps the last call of a lambda in a lambda of its own, its way to save stack. */
    private Node lambda(Symbol tree) {
        Symbol body = JsonataSyntax.child(tree, "body");
        if (tree.thunk) {
            return body.group == null ? new Calls.Tail(call(body)) : compile(body);
        }
        Optional<Signature> signature = tree.signature == null
                ? Optional.empty()
                : Optional.of(Signature.of(LambdaSignature.in(text, offset(tree))));
        return new Lambda(JsonataSyntax.parameters(tree), signature, compile(body));
    }

    private Node child(Symbol tree, String name) {
        return compile(JsonataSyntax.child(tree, name));
    }

    private Optional<Node> optional(Symbol tree, String name) {
        return JsonataSyntax.optionalChild(tree, name).map(this::compile);
    }

    private List<Node> children(Symbol tree, String name) {
        return JsonataSyntax.children(tree, name).stream().map(this::compile).toList();
    }

    /** The start of the node's token, as far as the library knows it: one character before its end. */
    private static int offset(Symbol tree) {
        return Math.max(0, JsonataSyntax.end(tree) - 1);
    }
}
