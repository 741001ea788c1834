package dev.gather.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.function.Functions;
import dev.gather.jsonata.JsonataSyntax;
import dev.gather.jsonata.PlainPath;
import dev.gather.jsonata.Program;
import dev.gather.jsonata.WrittenPath;
import dev.gather.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One parsed JSONata expression. Immutable and safe to evaluate from many threads at once.
 *
 * <p>An expression sees only variables. There is no context value, so a name without a dollar sign is refused when the
 * expression is parsed.
 */
public final class Expression {
    private final Program program;
    private final Optional<PlainPath> plain;
    private final Findings findings;
    private final String text;
    private final @Nullable Place place;

    /**
     * What is known of an expression before it is evaluated.
     *
     * @param references the variables that it reads and does not define itself
     * @param unknownFunctions the functions that it calls, and that do not exist
     * @param members what it looks up in variables
     * @param singles the variables of whose lists a single element may be its value, see {@link SingleResults}
     * @param choices those of {@code $oneOf}; none if it is another expression
     */
    private record Findings(
            Set<Reference> references,
            Set<Reference> unknownFunctions,
            List<Member> members,
            Set<String> singles,
            List<Choice> choices) {}

    private Expression(Program program, Findings findings, String text, @Nullable Place place) {
        this.program = program;
        this.plain = program.plainPath();
        this.findings = findings;
        this.text = text;
        this.place = place;
    }

    /**
     * A copy whose failures know where it stands.
     *
     * @param where where the file has it, for the log
     */
    public Expression at(Place where) {
        return new Expression(program, findings, text, where);
    }

    /**
     * Parses an expression.
     *
     * @param text JSONata, without the delimiters around it
     * @throws ExpressionSyntaxException if it is not JSONata, or has a name without a dollar sign
     */
    public static Expression parse(String text) throws ExpressionSyntaxException {
        if (text.isBlank()) {
            throw new ExpressionSyntaxException("the expression is empty", 0);
        }
        WrittenPath path = WrittenPath.of(text);
        if (path != null && !isFunction(path.variable())) {
            return of(path, text);
        }
        Lexer.check(text);
        try {
            return parsed(text);
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException("the expression nests too deeply", 0);
        }
    }

    private static Expression of(WrittenPath path, String text) {
        Set<Reference> references = Set.of(new Reference(path.variable(), path.offset()));
        Set<String> singles = path.names().isEmpty() ? Set.of() : Set.of(path.variable());
        Findings findings = new Findings(references, Set.of(), members(path), singles, List.of());
        return new Expression(Program.of(path), findings, text, null);
    }

    private static List<Member> members(WrittenPath path) {
        if (path.names().isEmpty()) {
            return List.of();
        }
        List<Reference> names = new ArrayList<>(path.names().size());
        int offset = path.offset() + 1 + path.variable().length();
        for (String name : path.names()) {
            names.add(new Reference(name, offset + 1));
            offset += 1 + name.length();
        }
        return List.of(new Member(path.variable(), names));
    }

    private static Expression parsed(String text) throws ExpressionSyntaxException {
        Jsonata jsonata = parseJsonata(text);
        Symbol tree = JsonataSyntax.tree(jsonata);
        ReferenceFinder found = new ReferenceFinder(text, tree);
        Reference bare = found.bareName();
        if (bare != null) {
            throw new ExpressionSyntaxException(bareNameFault(bare.name()), bare.offset());
        }
        if (found.firstUse(ReferenceFinder.EVAL) != null) {
            throw new ExpressionSyntaxException("$eval runs a text that cannot be checked here: write it out", 0);
        }
        List<Choice> choices = ChoiceReader.choices(text, tree);
        Reference oneOf = found.firstUse(ChoiceReader.ONE_OF);
        if (oneOf != null && choices.isEmpty()) {
            throw ChoiceReader.notAlone(oneOf.offset());
        }
        Findings findings = new Findings(
                found.references(), found.unknownFunctions(), found.members(), SingleResults.of(tree), choices);
        return new Expression(Program.of(text, tree), findings, text, null);
    }

    /** Whether a name is that of a function of JSONata or Gather, such as {@code sum}. */
    public static boolean isFunction(String name) {
        return ReferenceFinder.isBuiltIn(name);
    }

    /** The names of all functions that expressions can call. */
    public static Set<String> functions() {
        return Functions.NAMES;
    }

    /** The variables that the expression reads and does not define itself. */
    public Set<Reference> references() {
        return findings.references();
    }

    /** What the expression looks up in variables that it does not define itself. */
    public List<Member> members() {
        return findings.members();
    }

    /** The member of a variable that it is, and nothing more than that: {@code $customer.address.city}. */
    public Optional<Member> onlyMember() {
        return plain.isPresent() ? findings.members().stream().findFirst() : Optional.empty();
    }

    /** The texts of which its value is one, if it is {@code $oneOf}, or else nothing; empty if it is another expression. */
    public List<Choice> choices() {
        return findings.choices();
    }

    /** What it selects and compares. It is parsed anew for that, as only those who write it need to know. */
    public Outline outline() {
        WrittenPath path = WrittenPath.of(text);
        if (path != null && !isFunction(path.variable())) {
            return Outline.of(members(path).stream()
                    .findFirst()
                    .map(Selection::of)
                    .orElseGet(() -> Selection.of(path.variable())));
        }
        return OutlineFinder.of(text, JsonataSyntax.tree(Jsonata.jsonata(text)));
    }

    /** Where it stands; empty if it is in no file. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    private String placeText() {
        return place == null ? "" : place.toString();
    }

    /**
     * Whether its value is a list if one of these variables has several elements, and an element alone if it has one.
     *
     * @param lists the variables whose values are lists
     */
    public boolean mayCollapse(Set<String> lists) {
        return findings.singles().stream().anyMatch(lists::contains);
    }

    /** The functions that the expression calls, and that do not exist. */
    public Set<Reference> unknownFunctions() {
        return findings.unknownFunctions();
    }

    /**
     * The expression's value, where JSONata's "nothing" is null.
     *
     * @throws EvaluationException if it cannot be evaluated over these values, or not within their time
     */
    public @Nullable Object evaluate(Variables variables) {
        return evaluate(null, variables, null);
    }

    /**
     * The expression's value.
     *
     * @param nothing the value that stands for JSONata's "nothing"
     * @throws EvaluationException as {@link #evaluate}
     */
    @Nullable
    Object evaluateOr(Object nothing, Variables variables) {
        return evaluate(null, variables, nothing);
    }

    /** The value with a context value, for JSONata's own tests. */
    @Nullable
    Object evaluate(@Nullable Object context, Variables variables, @Nullable Object nothing) {
        Object known = plain.isPresent() ? passedOn(plain.get(), variables) : PlainPath.UNKNOWN;
        if (known != PlainPath.UNKNOWN) {
            return known == null ? nothing : Items.store(known);
        }
        Evaluation evaluation = new Evaluation(variables.millisLeft());
        try {
            return program.evaluate(context, new ExpressionGlobals(variables, evaluation), nothing);
        } catch (EvaluationException e) {
            throw e.withPlace(placeText());
        } catch (StackOverflowError e) {
            throw Evaluation.tooDeep().withPlace(placeText());
        } catch (ClassCastException | NullPointerException e) {
            // JSON has string keys and its own types only; any other value is refused here.
            throw new EvaluationException("a value is not of a type that JSON has").withPlace(placeText());
        }
    }

    /** The value in hand that a variable has somewhere in it; it needs no check, since it was checked when it was made. */
    private static @Nullable Object passedOn(PlainPath path, Variables variables) {
        Object root = variables.inHand(path.variable());
        return root == Variables.ABSENT ? PlainPath.UNKNOWN : path.value(root);
    }

    /** Whether a value counts as true in JSONata. */
    static boolean isTrue(@Nullable Object value, Variables variables) {
        return Items.isTrue(Items.read(value), new Evaluation(variables.millisLeft()));
    }

    private static Jsonata parseJsonata(String text) throws ExpressionSyntaxException {
        try {
            return Jsonata.jsonata(text);
        } catch (JException e) {
            throw SyntaxFaults.of(e, text);
        } catch (PatternSyntaxException e) {
            throw new ExpressionSyntaxException("a regular expression is wrong: " + e.getDescription(), 0);
        } catch (RuntimeException e) {
            // The tokenizer runs past the end of some unfinished expressions.
            throw ExpressionSyntaxException.incomplete("the expression is not complete", 0);
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
}
