package dev.gather.jsonata;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.evaluation.EvaluationException;
import dev.gather.jsonata.Path.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable and safe to evaluate from many threads at once. */
public final class Program {
    private final Node node;

    private Program(Node node) {
        this.node = node;
    }

    /**
     * Compiles an expression.
     *
     * @param text the expression as written
     * @param tree the library's syntax tree of it
     */
    public static Program of(String text, Symbol tree) {
        return new Program(new Compiler(text).compile(tree));
    }

    /** The same for a path that was read without the library, and has no syntax tree. */
    public static Program of(WrittenPath path) {
        Node variable = new Leaves.Variable(path.variable());
        if (path.names().isEmpty()) {
            return new Program(variable);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(step(variable));
        path.names().forEach(name -> steps.add(step(new Leaves.Name(name))));
        return new Program(new Path(steps, false, false, null));
    }

    private static Step step(Node node) {
        return new Step(node, List.of(), null, false);
    }

    /** The path that the expression is, if it is only that. */
    public Optional<PlainPath> plainPath() {
        return PlainPath.of(node);
    }

    /**
     * The expression's value.
     *
     * @param context the context value; null if there is none
     * @param nothing the value that stands for nothing
     * @throws EvaluationException if it cannot be evaluated over these values, or not within their time
     */
    public @Nullable Object evaluate(@Nullable Object context, Globals globals, @Nullable Object nothing) {
        Object value = node.evaluate(context, new Scope(globals));
        return value == null ? nothing : Output.of(value, globals.evaluation());
    }
}
