package dev.gather.http;

import dev.gather.expression.JsonTemplate;
import dev.gather.http.Pagination.Next;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Resolves {@code paginate} of a source. */
final class PaginationReader {
    static final String KEY = "paginate";

    private static final Set<String> KEYS = Set.of("link", "next", "items", "pages", "max-items");
    private static final Pattern RELATION = Pattern.compile("[\\w.:/-]+");
    private static final int DEFAULT_PAGES = 10;
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_ITEMS = 1_000_000;
    private static final String REMEDY = "write { link: next }, or { next: …, items: … }";

    private final SourceYaml source;
    private final TemplateReader templates;
    private final Problems problems;

    /** @param templates parses the templates of the source's requests */
    PaginationReader(SourceYaml source, TemplateReader templates) {
        this.source = source;
        this.templates = templates.knowing(ReservedVariables.OF_A_PAGE).alone();
        this.problems = templates.problems();
    }

    /** What the source says of pages; empty if it says nothing, or a problem was noted. */
    Optional<Pagination> read() {
        YamlNode node = source.get(KEY);
        if (node == null) {
            return Optional.empty();
        }
        checkOthers();
        if (!(node instanceof YamlMap map)) {
            problems.add(ProblemCode.WRONG_VALUE, node, KEY + " must be a mapping, not " + node.kind(), REMEDY);
            return Optional.empty();
        }
        problems.addUnknownKeys(map, KEYS);
        Optional<Next> next = next(map);
        Optional<JsonTemplate> items = Optional.ofNullable(map.get("items")).flatMap(templates::value);
        checkVariables();
        int pages = number(map, "pages", DEFAULT_PAGES, MOST_PAGES);
        int most = number(map, "max-items", MOST_ITEMS, MOST_ITEMS);
        return next.map(found -> new Pagination(found, items, pages, most));
    }

    /** Equal requests have equal pages, whoever makes them: so nothing else may decide what is on them. */
    private void checkVariables() {
        Set<String> others = new TreeSet<>(templates.named());
        others.removeAll(ReservedVariables.OF_A_PAGE);
        if (!others.isEmpty()) {
            problems.addAtKey(
                    ProblemCode.MISPLACED_EXPRESSION,
                    source.body(),
                    KEY,
                    "next and items see only $body and $headers, and not $" + String.join(", $", others),
                    "select in value of the source, which sees all");
        }
    }

    private void checkOthers() {
        if (source.flag("follow", new Problems())) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    "follow",
                    "a page behind a redirect does not say where the next one is",
                    "remove it, and ask where the redirect leads");
        }
        if (source.flag("response", new Problems())) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    "response",
                    "with paginate the value is the list of all pages",
                    "remove one of them");
        }
        if (source.has("as")) {
            problems.addAtKey(
                    ProblemCode.CONFLICTING_KEYS,
                    source.body(),
                    "as",
                    "with paginate answers are JSON",
                    "remove one of them");
        }
    }

    private Optional<Next> next(YamlMap map) {
        YamlNode link = map.get("link");
        YamlNode next = map.get("next");
        if ((link == null) == (next == null)) {
            problems.add(ProblemCode.MISSING_KEY, map, "paginate needs one of link and next", REMEDY);
            return Optional.empty();
        }
        return link == null ? evaluated(map.get("next")) : linked(link);
    }

    private Optional<Next> linked(YamlNode link) {
        if (link instanceof YamlScalar scalar
                && scalar.value() instanceof String relation
                && RELATION.matcher(relation).matches()) {
            return Optional.of(new Pagination.Linked(relation));
        }
        problems.add(
                ProblemCode.WRONG_VALUE, link, "link is the relation of a link in the header Link", "write link: next");
        return Optional.empty();
    }

    private Optional<Next> evaluated(YamlNode next) {
        if (next instanceof YamlScalar scalar && "link".equals(scalar.value())) {
            problems.add(
                    ProblemCode.WRONG_VALUE,
                    next,
                    "next is an expression for the next page",
                    "for the header Link, write link: next");
            return Optional.empty();
        }
        Optional<JsonTemplate> value = next instanceof YamlMap ? templates.document(next) : templates.value(next);
        return value.map(Pagination.Evaluated::new);
    }

    private int number(YamlMap map, String key, int byDefault, int most) {
        YamlNode node = map.get(key);
        if (node == null) {
            return byDefault;
        }
        if (node instanceof YamlScalar scalar
                && scalar.value() instanceof Integer number
                && number >= 1
                && number <= most) {
            return number;
        }
        problems.add(ProblemCode.WRONG_VALUE, node, key + " must be a whole number from 1 to " + most);
        return byDefault;
    }
}
