package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Reference;
import dev.gather.expression.Selection;
import dev.gather.expression.Template;
import dev.gather.yaml.Place;
import dev.gather.yaml.Position;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parses the templates of one source, or of the output. Collects the variables that they name, from which the dependencies
 * follow, and notes unknown variables and invalid expressions as problems, each with its position.
 */
public final class TemplateReader {
    private final Set<String> known;
    private final Set<String> named;
    private final Optional<TemplateReader> outer;
    private final Map<String, Shape> shapes;
    private final Problems problems;

    /** A reader of templates that may name these variables, of whose values nothing is known. */
    public TemplateReader(Set<String> known, Problems problems) {
        this(known, Map.of(), problems);
    }

    /**
     * @param known the variables that templates may name
     * @param shapes what is known of the values of some of them: of members that they cannot have is warned
     */
    public TemplateReader(Set<String> known, Map<String, Shape> shapes, Problems problems) {
        this(known, new LinkedHashSet<>(), Optional.empty(), shapes, problems);
    }

    private TemplateReader(
            Set<String> known,
            Set<String> named,
            Optional<TemplateReader> outer,
            Map<String, Shape> shapes,
            Problems problems) {
        this.known = known;
        this.named = named;
        this.outer = outer;
        this.shapes = shapes;
        this.problems = problems;
    }

    /** A reader that also collects on its own the variables which its templates name. */
    public TemplateReader alone() {
        return new TemplateReader(known, new LinkedHashSet<>(), Optional.of(this), shapes, problems);
    }

    /** A reader that accepts more variables; it shares this reader's collected names and problems. */
    public TemplateReader knowing(Set<String> more) {
        return known.containsAll(more)
                ? this
                : new TemplateReader(new MoreNames(known, more), named, outer, shapes, problems);
    }

    /** A reader that accepts more variables, and knows this of their values. */
    public TemplateReader knowing(Map<String, Shape> more) {
        if (shapes.isEmpty()) {
            return knowing(more.keySet());
        }
        Map<String, Shape> all = new HashMap<>(shapes);
        all.putAll(more);
        return new TemplateReader(new MoreNames(known, more.keySet()), named, outer, all, problems);
    }

    /**
     * A reader that accepts the variables about an element of a list.
     *
     * @param list the node whose expression makes the list
     */
    public TemplateReader knowingItems(YamlNode list) {
        Shape item = !shapes.isEmpty() && list instanceof YamlScalar scalar ? elements(scalar.text()) : Shape.UNKNOWN;
        return knowing(Map.of(ReservedVariables.ITEM, item, ReservedVariables.INDEX, Shape.of(Shape.Type.INTEGER)));
    }

    /**
     * A reader that accepts the variable of those elements of a list that one request is for.
     *
     * @param list the node whose expression makes the list
     */
    public TemplateReader knowingBatch(YamlNode list) {
        Shape item = !shapes.isEmpty() && list instanceof YamlScalar scalar ? elements(scalar.text()) : Shape.UNKNOWN;
        return knowing(Map.of(ReservedVariables.ITEMS, Shape.list(item)));
    }

    private Shape elements(String text) {
        try {
            Template template = Template.isTemplate(text) ? Template.parse(text) : Template.bare(text);
            return template.isExpression()
                    ? template.only()
                            .outline()
                            .value()
                            .map(selection ->
                                    MemberCheck.shape(shapes, selection).each())
                            .orElse(Shape.UNKNOWN)
                    : Shape.UNKNOWN;
        } catch (ExpressionSyntaxException e) {
            return Shape.UNKNOWN; // It is noted where the expression is read.
        }
    }

    /** What is known of the value of an expression; nothing unless it is a member of a variable. */
    public Shape shape(Expression expression) {
        return expression
                .onlyMember()
                .map(member -> MemberCheck.shape(shapes, Selection.of(member)))
                .orElse(Shape.UNKNOWN);
    }

    /** The variables that the templates parsed so far name. */
    public Set<String> named() {
        return Set.copyOf(named);
    }

    /** Where problems are noted. */
    public Problems problems() {
        return problems;
    }

    /** Parses a template: a string with expressions in it. Empty if a problem was noted. */
    public Optional<Template> template(YamlScalar scalar) {
        return templateWithChoices(scalar).filter(template -> hasNoChoices(scalar, template));
    }

    /** Parses a template whose expressions may be {@code $oneOf}. Empty if a problem was noted. */
    public Optional<Template> templateWithChoices(YamlScalar scalar) {
        return lacksBraces(scalar) ? Optional.empty() : parsed(scalar, Template::parse);
    }

    private boolean hasNoChoices(YamlScalar scalar, Template template) {
        Optional<Template.Hole> choice = template.holes().stream()
                .filter(hole -> !hole.expression().choices().isEmpty())
                .findFirst();
        choice.ifPresent(hole -> problems.addWithin(
                ProblemCode.MISPLACED_EXPRESSION,
                scalar,
                firstCharacter(scalar.text(), hole.offset()),
                "$oneOf chooses among parts of a statement, and stands only in sql",
                "$lookup({…}, key) chooses among values"));
        return choice.isEmpty();
    }

    private boolean lacksBraces(YamlScalar scalar) {
        return YamlTraps.lacksBraces(scalar, known, problems);
    }

    private interface Parser {
        Template parse(String text) throws ExpressionSyntaxException;
    }

    private Optional<Template> parsed(YamlScalar scalar, Parser parser) {
        if (problems.isFull(scalar)) {
            return Optional.empty();
        }
        try {
            Template template = parser.parse(scalar.text());
            Set<Reference> references = template.references();
            for (Reference reference : references) {
                if (known.contains(reference.name())) {
                    collect(reference.name());
                }
            }
            boolean allKnown = new Names(known, problems).areKnown(scalar, references, template.unknownFunctions());
            if (!shapes.isEmpty()) {
                new MemberCheck(shapes, problems).check(scalar, template);
                checkOperations(scalar, template);
            }
            return allKnown ? Optional.of(template.at(places(scalar, template))) : Optional.empty();
        } catch (ExpressionSyntaxException e) {
            problems.addWithin(
                    ProblemCode.INVALID_EXPRESSION, scalar, e.offset(), e.getMessage(), YamlTraps.remedy(scalar, e));
            return Optional.empty();
        }
    }

    private void checkOperations(YamlScalar scalar, Template template) {
        OperationCheck check = new OperationCheck(shapes, problems);
        for (Template.Hole hole : template.holes()) {
            hole.expression().outline().operations().forEach(found -> check.check(scalar, hole.offset(), found));
        }
    }

    /** Where each expression of a template stands. */
    private static List<Place> places(YamlScalar scalar, Template template) {
        List<Integer> offsets = new ArrayList<>();
        for (Template.Hole hole : template.holes()) {
            offsets.add(firstCharacter(scalar.text(), hole.offset()));
        }
        List<Place> places = new ArrayList<>();
        for (Position position : scalar.positionsOf(offsets)) {
            places.add(new Place(scalar.file(), position, scalar.path()));
        }
        return places;
    }

    private static int firstCharacter(String text, int from) {
        int first = from;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        return first;
    }

    /**
     * Parses what stands where only an expression can: its braces may be left out. Anything that is not a string in YAML is
     * a document, such as {@code true}, or a list of templates. Empty if a problem was noted.
     */
    public Optional<JsonTemplate> value(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String) {
            return expression(scalar).map(only -> new JsonTemplate.Evaluated(scalar.path(), only));
        }
        return YamlTraps.isSplit(node, known, problems) ? Optional.empty() : document(node);
    }

    /** Parses a string that is one expression, with braces or without. Empty if a problem was noted. */
    private Optional<Expression> expression(YamlScalar scalar) {
        Optional<Template> template = Template.isTemplate(scalar.text()) ? template(scalar) : bare(scalar);
        if (template.isPresent() && !template.get().isExpression()) {
            problems.add(
                    ProblemCode.INVALID_EXPRESSION,
                    scalar,
                    "must be one expression, with no text around it",
                    "join texts with & within it, as in '\"no. \" & $x.id'");
            return Optional.empty();
        }
        return template.map(Template::only);
    }

    private Optional<Template> bare(YamlScalar scalar) {
        return !problems.isFull(scalar) && YamlTraps.isCut(scalar, problems)
                ? Optional.empty()
                : parsed(scalar, Template::bare).filter(template -> hasNoChoices(scalar, template));
    }

    /**
     * Parses a mapping of headers; the result is by name in lower case.
     *
     * @param node the mapping; null if there is none
     * @param setElsewhere whether a header, by its name in lower case, is set elsewhere and so refused
     * @param setter subject and verb for the message about such a header: "Gather sets"
     */
    public Map<String, Template> headers(@Nullable YamlNode node, Predicate<String> setElsewhere, String setter) {
        Map<String, Template> headers = new LinkedHashMap<>();
        if (node instanceof YamlMap map) {
            map.entries().forEach((name, entry) -> {
                String lowerCase = name.toLowerCase(Locale.ROOT);
                if (setElsewhere.test(lowerCase)) {
                    problems.add(
                            ProblemCode.SET_TWICE,
                            entry.key(),
                            setter + " the header " + name + " itself",
                            "remove it");
                } else {
                    header(entry).ifPresent(template -> headers.put(lowerCase, template));
                }
            });
        } else if (node != null) {
            problems.add(ProblemCode.WRONG_VALUE, node, "headers must be a mapping, not " + node.kind());
        }
        return headers;
    }

    private Optional<Template> header(YamlMap.Entry entry) {
        String name = entry.key().text();
        if (!HeaderText.isName(name)) {
            problems.add(ProblemCode.INVALID_NAME, entry.key(), "'" + name + "' is not a valid header name");
            return Optional.empty();
        }
        if (entry.value() instanceof YamlScalar scalar) {
            return template(scalar);
        }
        problems.add(
                ProblemCode.WRONG_VALUE,
                entry.value(),
                "a header must be a string, not " + entry.value().kind());
        return Optional.empty();
    }

    /** Parses a JSON document with expressions in it. Empty if a problem was noted. */
    public Optional<JsonTemplate> document(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar(scalar);
        }
        return node instanceof YamlList list ? array(list) : members((YamlMap) node);
    }

    private Optional<JsonTemplate> scalar(YamlScalar scalar) {
        if (scalar.value() instanceof String text && Template.isTemplate(text)) {
            return template(scalar).map(template -> JsonTemplate.of(scalar.path(), template));
        }
        if (lacksBraces(scalar)) {
            return Optional.empty();
        }
        return Optional.of(new JsonTemplate.Constant(scalar.value()));
    }

    private Optional<JsonTemplate> array(YamlList list) {
        List<JsonTemplate> elements = new ArrayList<>();
        list.elements().forEach(element -> document(element).ifPresent(elements::add));
        return elements.size() == list.elements().size()
                ? Optional.of(new JsonTemplate.Array(elements))
                : Optional.empty();
    }

    private Optional<JsonTemplate> members(YamlMap map) {
        Map<String, JsonTemplate> members = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> document(entry.value()).ifPresent(value -> members.put(key, value)));
        return members.size() == map.entries().size()
                ? Optional.of(new JsonTemplate.Members(members))
                : Optional.empty();
    }

    private void collect(String name) {
        named.add(name);
        outer.ifPresent(reader -> reader.collect(name));
    }
}
