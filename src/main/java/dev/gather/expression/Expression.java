package dev.gather.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.Set;

/**
 * One parsed JSONata expression. Immutable and safe to evaluate from many threads at once.
 *
 * <p>An expression sees variables only: there is no context value, so a name without its dollar sign is refused when
 * the expression is parsed, instead of being nothing when it runs.
 */
public final class Expression {
    /** How deep evaluation may nest. JSONata's own default is 100, too few for an honest recursion over a tree. */
    private static final int MAX_DEPTH = 500;

    private final Jsonata jsonata;
    private final Set<Reference> references;
    private final boolean readsClock;

    private Expression(Jsonata jsonata, ReferenceFinder found) {
        this.jsonata = jsonata;
        this.references = found.references();
        this.readsClock = found.calls("now") || found.calls("millis");
    }

    /**
     * Parses an expression.
     *
     * @param text JSONata, without the marks around it
     * @throws ExpressionSyntaxException if it is not JSONata, or names something without a dollar sign
     */
    public static Expression parse(String text) throws ExpressionSyntaxException {
        if (text.isBlank()) {
            throw new ExpressionSyntaxException("the expression is empty", 0);
        }
        Lexer.check(text);
        Jsonata jsonata = parseJsonata(text);
        jsonata.setValidateInput(false);
        Functions.register(jsonata);
        ReferenceFinder found = new ReferenceFinder(text, JsonataSyntax.tree(jsonata));
        Reference bare = found.bareName();
        if (bare != null) {
            throw new ExpressionSyntaxException(bareNameFault(bare.name()), bare.offset());
        }
        if (found.calls("eval")) {
            throw new ExpressionSyntaxException("$eval runs a text that cannot be checked here: write it out", 0);
        }
        return new Expression(jsonata, found);
    }

    /** True for the names of functions that expressions can call, such as {@code sum}. */
    public static boolean isFunction(String name) {
        return ReferenceFinder.isBuiltIn(name);
    }

    /** The variables that the expression reads and does not define itself. */
    public Set<Reference> references() {
        return references;
    }

    /**
     * The expression's value; nothing is null.
     *
     * @throws EvaluationException if it cannot be evaluated over these values, or not within their time
     */
    public Object evaluate(Variables variables) {
        Frame frame = frame(variables);
        try {
            return Values.withoutFunctions(jsonata.evaluate(null, frame));
        } catch (JException e) {
            throw new EvaluationException(fault(e));
        } catch (EvaluationException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new EvaluationException("it nests too deeply");
        } catch (RuntimeException e) {
            // The library casts values unchecked: a value of a kind it did not expect ends here.
            throw new EvaluationException("a value is not of the kind that it needs");
        }
    }

    /**
     * Whether the value counts as true, by JSONata's rules: not for nothing, null, false, 0 and what is empty.
     *
     * @throws EvaluationException as {@link #evaluate}
     */
    public boolean isTrue(Variables variables) {
        return Boolean.TRUE.equals(com.dashjoin.jsonata.Functions.toBoolean(evaluate(variables)));
    }

    private Frame frame(Variables variables) {
        Frame frame = new Frame(null);
        frame.setRuntimeBounds(variables.millisLeft(), MAX_DEPTH);
        for (Reference reference : references) {
            if (variables.has(reference.name())) {
                Object value = variables.get(reference.name());
                frame.bind(reference.name(), value == null ? Jsonata.NULL_VALUE : value);
            }
        }
        if (readsClock) {
            bindClock(frame, System.currentTimeMillis());
        }
        return frame;
    }

    /** The library's own clock shows when some expression was first parsed on the thread, so it is replaced. */
    private static void bindClock(Frame frame, long millis) {
        frame.bind("millis", new JFunction((input, arguments) -> millis, null));
        frame.bind("now", new JFunction((input, arguments) -> now(millis, arguments), null));
    }

    private static String now(long millis, List<?> arguments) {
        String picture = arguments.isEmpty() ? null : (String) arguments.get(0);
        String zone = arguments.size() < 2 ? null : (String) arguments.get(1);
        return com.dashjoin.jsonata.Functions.dateTimeFromMillis(millis, picture, zone);
    }

    private static Jsonata parseJsonata(String text) throws ExpressionSyntaxException {
        try {
            return Jsonata.jsonata(text);
        } catch (JException e) {
            int offset = Math.max(0, Math.min(e.getLocation(), text.length()));
            throw new ExpressionSyntaxException(e.getMessage(), offset);
        } catch (RuntimeException e) {
            // The tokenizer runs past the end of some unfinished expressions, and regular expressions may be wrong.
            throw new ExpressionSyntaxException("it is not complete or has a wrong regular expression", 0);
        } catch (StackOverflowError e) {
            // The lexer's limits leave the parser more stack than it takes, unless a thread has very little.
            throw new ExpressionSyntaxException("the expression nests too deeply: divide it", 0);
        }
    }

    private static String bareNameFault(String name) {
        return name.startsWith("$")
                ? name + " is the context value, and there is none here: name a variable"
                : "'" + name + "' is looked up in nothing: a variable's name starts with $, as in $" + name;
    }

    /** JSONata's code with its sentence, unless that sentence would quote a value. */
    private static String fault(JException e) {
        String code = e.getError();
        boolean known = code != null && code.matches("[STD][0-9]{4}");
        if (!known) {
            return code != null && code.contains("timeout") ? "it took too long" : "it nests too deeply";
        }
        return "JSONata error " + code + ": " + FaultText.of(code);
    }
}
