package dev.gather;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes the page of all properties from the interfaces that they are mapped to: their sources, for types alone do not say what a
 * property means. Without arguments it writes the page.
 */
public final class ConfigReference {
    /** The page. */
    public static final Path PAGE = Path.of("src/doc/properties.md");

    /** The interfaces, by the prefix of their properties. */
    private static final List<Root> ROOTS = List.of(
            new Root("gather", Path.of("src/main/java/dev/gather/config/GatherConfig.java")),
            new Root("gather.container", Path.of("src/main/java/dev/gather/container/ContainerConfig.java")));

    private record Root(String prefix, Path source) {}

    private static final String HEAD = """
            # Properties

            This page lists every property of Gather with its type, default, an example and its environment variable. It is made from
            `GatherConfig`, and for [containers](container.md) from `ContainerConfig`; [configuration.md](configuration.md) tells what goes together.

            Durations have a unit, `300ms`, `2s` or `1m`; sizes are bytes, or `64K`, `10M`; ratios are `20%` or `0.2`. Elements of lists are separated by
            commas. `<name>` is the own name of an upstream, a datasource or a server of Redis; `default` is that of those that no source names.
            """;

    /**
     * How properties of a Java type are written.
     *
     * @param type the type's name for who configures
     * @param example a value of it
     */
    private record Form(String type, String example) {}

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("Duration", new Form("duration", "800ms")),
            Map.entry("MemorySize", new Form("size", "20M")),
            Map.entry("boolean", new Form("boolean", "true")),
            Map.entry("int", new Form("whole number", "5")),
            Map.entry("long", new Form("whole number", "5000")),
            Map.entry("OptionalLong", new Form("whole number", "65536")),
            Map.entry("double", new Form("ratio", "10%")),
            Map.entry("URI", new Form("URL", "https://api.example.com/v1")),
            Map.entry("Path", new Form("file", "/opt/certificates/own.pem")),
            Map.entry("List<Path>", new Form("list of files", "/opt/certificates/own.pem")),
            Map.entry("ZoneId", new Form("time zone", "+02:00")),
            Map.entry("String", new Form("text", "")),
            Map.entry("List<String>", new Form("list of texts", "")),
            Map.entry("Metrics", new Form("`emf`", "emf")),
            Map.entry("Tracing", new Form("`otlp`", "otlp")));

    /** Examples of texts, and of what others of its type are no example for. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("gather.compositions", "/opt/compositions,/opt/more"),
            Map.entry("gather.emf.namespace", "Shop"),
            Map.entry("gather.otlp.url", "http://127.0.0.1:4318"),
            Map.entry("gather.http.base-path", "/shop"),
            Map.entry("gather.http.cors.origins", "https://app.example.com"),
            Map.entry("gather.http.cors.headers", "authorization,content-type,x-tenant"),
            Map.entry("gather.dev.database", "off"),
            Map.entry("gather.dev.event-port", "9001"),
            Map.entry("gather.dev.allowed-hosts", "*.workspace.example.com"),
            Map.entry("gather.upstreams.<name>.function", "pricing:live"),
            Map.entry("gather.upstreams.<name>.host", "api.internal.example.com"),
            Map.entry("gather.upstreams.<name>.headers.<header>", "secret-key"),
            Map.entry("gather.upstreams.<name>.query.<parameter>", "secret-key"),
            Map.entry("gather.upstreams.<name>.forward-headers", "authorization,x-tenant"),
            Map.entry("gather.upstreams.<name>.user-agent", "Shop/1.0"),
            Map.entry("gather.upstreams.<name>.deadline-header", "grpc-timeout"),
            Map.entry("gather.upstreams.<name>.proxy", "http://proxy.example.com:3128"),
            Map.entry("gather.upstreams.<name>.cache", "60s"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.token-url", "https://login.example.com/oauth2/token"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.client-id", "gather"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.client-secret", "secret-key"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.scope", "parcels.read parcels.list"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.audience", "https://api.example.com"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.client-authentication", "post"),
            Map.entry("gather.upstreams.<name>.auth.oauth2.proxy", "http://proxy.example.com:3128"),
            Map.entry("gather.upstreams.<name>.auth.sigv4.service", "execute-api"),
            Map.entry("gather.upstreams.<name>.auth.sigv4.region", "eu-central-1"),
            Map.entry("gather.redis.<name>.url", "rediss://cache.example.com:6379"),
            Map.entry("gather.redis.<name>.username", "gather"),
            Map.entry("gather.redis.<name>.password", "secret-key"),
            Map.entry("gather.redis.<name>.secret", "prod/sessions"),
            Map.entry("gather.datasources.<name>.sql-mode", "TRADITIONAL"),
            Map.entry("gather.datasources.<name>.secret", "prod/orders"));

    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final Map<String, ClassTree> groups = new LinkedHashMap<>();
    private final StringBuilder rows = new StringBuilder();

    private ConfigReference(DocTrees docs, CompilationUnitTree unit) {
        this.docs = docs;
        this.unit = unit;
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, page());
    }

    /** The page as the sources are now. */
    public static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD)
                .append(
                        "\n| property, and its variable | type | default | example | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Root root : ROOTS) {
            page.append(rows(root));
        }
        return page.toString();
    }

    private static String rows(Root root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(root.source()));
            CompilationUnitTree unit = task.parse().iterator().next();
            return new ConfigReference(DocTrees.instance(task), unit).made(root.prefix());
        }
    }

    private String made(String prefix) {
        ClassTree root = (ClassTree) unit.getTypeDecls().get(0);
        root.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .forEach(group -> groups.put(group.getSimpleName().toString(), group));
        add(root, prefix);
        return rows.toString();
    }

    private void add(ClassTree group, String prefix) {
        for (Tree member : group.getMembers()) {
            if (member instanceof MethodTree method) {
                add(method, prefix + "." + kebab(method.getName().toString()));
            }
        }
    }

    private void add(MethodTree method, String property) {
        String type = method.getReturnType().toString().replace(" ", "");
        if (type.startsWith("Map<String,")) {
            String value = ((ParameterizedTypeTree) method.getReturnType())
                    .getTypeArguments()
                    .get(1)
                    .toString();
            String key =
                    property.endsWith("headers") ? "<header>" : property.endsWith("query") ? "<parameter>" : "<name>";
            addValue(value, property + "." + key, method);
        } else {
            addValue(type.startsWith("Optional<") ? type.substring(9, type.length() - 1) : type, property, method);
        }
    }

    private void addValue(String type, String property, MethodTree method) {
        ClassTree group = groups.get(type);
        if (group != null && !FORMS.containsKey(type)) {
            add(group, property);
            return;
        }
        Form form = Optional.ofNullable(FORMS.get(type))
                .orElseThrow(() -> new IllegalStateException(property + " has an unknown type: " + type));
        Optional<String> standard = annotated(method, "WithDefault");
        String example =
                standard.equals(Optional.of("true")) ? "false" : EXAMPLES.getOrDefault(property, form.example());
        if (example.isEmpty()) {
            throw new IllegalStateException(property + " needs an example");
        }
        rows.append("| `")
                .append(property)
                .append("`<br>`")
                .append(variable(property))
                .append("` | ");
        rows.append(form.type()).append(" | ");
        rows.append(standard.map(value -> "`" + value + "`").orElse("")).append(" | `");
        rows.append(example).append("` | ").append(meaning(method)).append(" |\n");
    }

    /** The value of an annotation. */
    private static Optional<String> annotated(MethodTree method, String name) {
        return method.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .map(ConfigReference::value)
                .findFirst();
    }

    private static String value(AnnotationTree annotation) {
        ExpressionTree argument = annotation.getArguments().get(0);
        ExpressionTree value = argument instanceof AssignmentTree assigned ? assigned.getExpression() : argument;
        return String.valueOf(((LiteralTree) value).getValue());
    }

    private String meaning(MethodTree method) {
        TreePath path = docs.getPath(unit, method);
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            throw new IllegalStateException(method.getName() + " has no Javadoc");
        }
        return comment.getFullBody().stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\{@code ([^}]*(?:\\{[^}]*})?[^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
