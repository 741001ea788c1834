package dev.gather.sql;

import dev.gather.expression.Choice;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.source.Call;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.Schemas;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.source.Writes;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sources that are statements: {@code sql: SELECT … WHERE id = {% $input.customerId %}}. */
@ApplicationScoped
class SqlKind implements SourceKind {
    private static final String ROWS = "rows";
    private static final String DATASOURCE = "datasource";

    private static final String BOOLEANS = "booleans";
    private static final String JSON = "json";

    /** Read with what else is said of failures. */
    private static final String INVALID = "invalid";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Datasources datasources;

    SqlKind(Datasources datasources) {
        this.datasources = datasources;
    }

    @Override
    public String key() {
        return "sql";
    }

    @Override
    public Set<String> options() {
        return Set.of(
                ROWS,
                DATASOURCE,
                INVALID,
                BOOLEANS,
                JSON,
                ResultLimits.MAX_ROWS,
                ResultLimits.MAX_BYTES,
                WriteOptions.WRITES,
                WriteOptions.RETRYABLE);
    }

    @Override
    public Set<String> commonFlags() {
        return Set.of(BOOLEANS);
    }

    @Override
    public Missing missingByDefault() {
        return Missing.NULL;
    }

    /** The statement on one line, with a question mark for each value, and all choices of {@code $oneOf}. */
    @Override
    public Optional<String> outline(SourceYaml source) {
        return source.get(key()) instanceof YamlScalar scalar
                ? Template.outline(scalar.text(), SqlKind::outline)
                        .map(text -> SPACE.matcher(text.strip()).replaceAll(" "))
                : Optional.empty();
    }

    private static String outline(Expression expression) {
        return expression.choices().isEmpty()
                ? "?"
                : expression.choices().stream().map(Choice::text).collect(Collectors.joining(" | ", "{", "}"));
    }

    @Override
    public String learning() {
        return "check --db";
    }

    @Override
    public Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        boolean writes = source.has(WriteOptions.WRITES);
        if (writes && !isReturning(source)) {
            return Written.SCHEMA;
        }
        Problems known = new Problems();
        Map<String, @Nullable Object> row = new ColumnTypes(
                        source.commonFlag(BOOLEANS, known), json(source, known), ColumnTypes.PLAIN.zone())
                .schema(learnt.flatMap(Learnt::row).orElse(Schemas.object()));
        if (writes) {
            return Written.schema(row);
        }
        boolean one =
                source.get(ROWS) instanceof YamlScalar scalar && scalar.text().equals("one");
        return one ? (source.has("missing") ? row : Schemas.either(List.of(row, Schemas.NULL))) : Schemas.list(row);
    }

    private boolean isReturning(SourceYaml source) {
        SqlScanner scanner = datasources.dialect(name(source)).scanner();
        ReturningFinder finder = new ReturningFinder();
        String text = source.get(key()) instanceof YamlScalar scalar ? scalar.text() : "";
        Template.outline(text, SqlKind::outline).ifPresent(plain -> scanner.scan(plain, true)
                .forEach(token -> finder.see(token.text().toUpperCase(Locale.ROOT))));
        return finder.isFound();
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        Optional<Datasource> datasource = datasource(source, templates.problems());
        WriteOptions options = WriteOptions.read(source, templates.problems());
        return options.writes() == Writes.NO
                ? query(source, datasource, templates)
                : write(source, datasource, options, templates);
    }

    private Optional<Call> query(SourceYaml source, Optional<Datasource> datasource, TemplateReader templates) {
        boolean one = one(source, templates);
        return statement(source, datasource, templates, dialect -> dialect.reading(name(source)))
                .flatMap(statement ->
                        datasource.map(found -> new SqlCall(found, statement, rows(source, found, one, templates))));
    }

    /** The form of the rows of a source. */
    private static SqlCall.Rows rows(SourceYaml source, Datasource datasource, boolean one, TemplateReader templates) {
        Problems problems = templates.problems();
        ColumnTypes types =
                new ColumnTypes(source.commonFlag(BOOLEANS, problems), json(source, problems), datasource.zone());
        ResultLimits limits = datasource.limits().read(source, one, problems);
        return new SqlCall.Rows(one, one || source.has("missing"), types, limits);
    }

    /** The names of the columns whose texts are JSON. */
    private static Set<String> json(SourceYaml source, Problems problems) {
        Set<String> names = new TreeSet<>();
        for (YamlNode name : source.each(JSON)) {
            if (name instanceof YamlScalar scalar && scalar.value() instanceof String text) {
                names.add(text);
            } else {
                problems.add(
                        ProblemCode.WRONG_VALUE,
                        name,
                        "json is a list of columns",
                        "name those whose texts are JSON: [details]");
            }
        }
        return Set.copyOf(names);
    }

    private Optional<Call> write(
            SourceYaml source, Optional<Datasource> datasource, WriteOptions options, TemplateReader templates) {
        Optional<StatementForms> statement = statement(source, datasource, templates, Dialect::writing);
        boolean returning = statement.map(StatementForms::isReturning).orElse(true);
        WriteOptions.check(source, returning, templates.problems());
        if (datasource.filter(found -> found.connections().writes().isEmpty()).isPresent()) {
            String property = "gather.datasources." + name(source) + ".writes=true";
            source.body().key(WriteOptions.WRITES).ifPresent(key -> templates
                    .problems()
                    .addUnconfigured(
                            ProblemCode.WRITE_NOT_ALLOWED,
                            key,
                            "the datasource only reads",
                            "to let it write, set " + property,
                            datasources.placeholders()));
            if (!datasources.placeholders()) {
                return Optional.empty();
            }
        }
        return statement.flatMap(written -> datasource.map(found -> new WriteCall(
                found, written, options.writes(), options.retryable(), rows(source, found, false, templates))));
    }

    private Optional<StatementForms> statement(
            SourceYaml source,
            Optional<Datasource> datasource,
            TemplateReader templates,
            Function<Dialect, StatementRules> rules) {
        YamlNode node = source.get(key());
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String) {
            Dialect dialect = datasource.map(Datasource::dialect).orElse(MySqlDialect.PLAIN);
            StatementReader reader =
                    new StatementReader(scalar, templates.problems(), () -> rules.apply(dialect), dialect);
            Optional<StatementForms> forms = templates
                    .templateWithChoices(scalar)
                    .filter(known -> datasources.absent(name(source)).isEmpty())
                    .flatMap(reader::read);
            if (datasource.filter(Datasource::isProxied).isPresent()
                    && forms.filter(StatementForms::usesSession).isPresent()) {
                templates
                        .problems()
                        .warn(
                                ProblemCode.PINNED_CONNECTION,
                                scalar,
                                "RDS Proxy may pin the connection: the statement uses what is kept in its session, or a"
                                        + " function that may",
                                "leave variables, locks and functions of your own out, where instances share few connections");
            }
            return forms;
        }
        if (node != null) {
            templates.problems().add(ProblemCode.WRONG_VALUE, node, "sql must be a string, not " + node.kind());
        }
        return Optional.empty();
    }

    /** Whether the value is one object instead of a list. */
    private boolean one(SourceYaml source, TemplateReader templates) {
        YamlNode node = source.get(ROWS);
        if (node == null) {
            return false;
        }
        String text = node instanceof YamlScalar scalar ? scalar.text() : "";
        if (!text.equals("one") && !text.equals("many")) {
            templates.problems().add(ProblemCode.WRONG_VALUE, node, "rows is one (an object or null) or many (a list)");
        }
        return text.equals("one");
    }

    private static String name(SourceYaml source) {
        return source.get(DATASOURCE) instanceof YamlScalar scalar ? scalar.text() : Datasources.DEFAULT;
    }

    private Optional<Datasource> datasource(SourceYaml source, Problems problems) {
        YamlNode node = source.get(DATASOURCE);
        Optional<String> absent = datasources.absent(name(source));
        if (absent.isPresent()) {
            problems.add(
                    ProblemCode.NOT_IN_BUILD,
                    node == null ? source.body() : node,
                    "this build has no " + absent.get(),
                    "build the function with -P" + absent.get().toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
        return node == null ? byDefault(source, problems) : named(node, problems);
    }

    private Optional<Datasource> byDefault(SourceYaml source, Problems problems) {
        Optional<Datasource> found = datasources.byDefault();
        if (found.isEmpty()) {
            String remedy = "set quarkus.datasource.reactive.url, .username and .password";
            source.find(key())
                    .ifPresent(sql -> problems.addUnconfigured(
                            ProblemCode.UNKNOWN_DATASOURCE,
                            sql,
                            "there is no default datasource",
                            remedy,
                            datasources.placeholders()));
        }
        return found.or(() -> datasources.placeholder(Datasources.DEFAULT));
    }

    private Optional<Datasource> named(YamlNode node, Problems problems) {
        String name = node instanceof YamlScalar scalar ? scalar.text() : "";
        Optional<Datasource> found = datasources.named(name);
        if (found.isEmpty()) {
            String remedy = DidYouMean.remedy(name, datasources.names(), "");
            String setting = remedy.startsWith("did") ? "" : "; set quarkus.datasource." + name + ".reactive.url";
            problems.addUnconfigured(
                    ProblemCode.UNKNOWN_DATASOURCE,
                    node,
                    "unknown datasource '" + name + "'",
                    remedy + setting,
                    datasources.placeholders());
        }
        return found.or(() -> datasources.placeholder(name));
    }
}
