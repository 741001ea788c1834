package dev.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** template.yaml: it parses, its references lead somewhere, and what it sets is known to the application. */
class TemplateYamlTest {
    private static final Path SCHEMA = Path.of("../shared/sam-schema.json");
    private static final Pattern PROPERTY =
            Pattern.compile("^\\| `((?:gather|quarkus)[a-z0-9.<>-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z:]+)}");
    private static final Set<String> PSEUDO_PARAMETERS =
            Set.of("AWS::Region", "AWS::NoValue", "AWS::StackName", "AWS::URLSuffix", "AWS::Partition");

    private final Map<String, Object> template = read();

    @Test
    void refersToWhatIsThere() {
        Set<String> known = new TreeSet<>(PSEUDO_PARAMETERS);
        known.addAll(section("Parameters").keySet());
        known.addAll(section("Resources").keySet());

        assertEquals(Set.of(), without(references(template, "Ref", "Fn::GetAtt", "Fn::Sub"), known));
        assertEquals(
                Set.of(),
                without(
                        references(template, "Condition", "Fn::If"),
                        section("Conditions").keySet()));
    }

    @Test
    void usesEveryParameter() {
        Set<String> used = references(template, "Ref", "Fn::GetAtt", "Fn::Sub");

        assertEquals(Set.of(), without(section("Parameters").keySet(), used));
    }

    @Test
    void namesEverythingOnce() {
        Set<String> both = new TreeSet<>(section("Parameters").keySet());
        both.retainAll(section("Resources").keySet());

        assertEquals(Set.of(), both);
    }

    /** DocumentationTest checks that this page has all of Gather's properties and no other. */
    @Test
    void setsOnlyVariablesThatTheApplicationKnows() throws IOException {
        List<Pattern> known = PROPERTY.matcher(Files.readString(Path.of("src/doc/configuration.md")))
                .results()
                .map(property -> variable(property.group(1)))
                .toList();

        for (String variable : variables().keySet()) {
            assertTrue(known.stream().anyMatch(name -> name.matcher(variable).matches()), variable);
        }
    }

    /** The environment variable of a property, whose names in angle brackets stand for any. */
    private static Pattern variable(String property) {
        String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Pattern.compile(variable.replaceAll("<[A-Z]+>", "[A-Z0-9_]+"));
    }

    @Test
    void keepsSecretsOutOfTheTemplate() {
        variables().forEach((name, value) -> {
            if (name.contains("PASSWORD") || name.contains("USERNAME")) {
                assertTrue(value.toString().contains("{{resolve:secretsmanager:"), name);
            }
        });
    }

    @Test
    void isAsSamWantsIt() throws IOException {
        assumeTrue(Files.exists(SCHEMA), "skipped: SAM's schema is not there, in " + SCHEMA.toAbsolutePath());
        JsonObject schema = new JsonObject(Files.readString(SCHEMA));
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT4)
                .setBaseUri("https://gather.dev/")
                .setOutputFormat(OutputFormat.Basic);

        OutputUnit result = Validator.create(JsonSchema.of(schema), options).validate(new JsonObject(template));

        assertTrue(Boolean.TRUE.equals(result.getValid()), () -> result.toJson().encodePrettily());
    }

    private static Set<String> without(Set<String> names, Set<String> known) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(known);
        return rest;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> variables() {
        Map<String, Object> function =
                (Map<String, Object>) section("Resources").get("Function");
        Map<String, Object> properties = (Map<String, Object>) function.get("Properties");
        Map<String, Object> environment = (Map<String, Object>) properties.get("Environment");
        return (Map<String, Object>) environment.get("Variables");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> section(String name) {
        return (Map<String, Object>) template.get(name);
    }

    /** The names that those functions refer to, wherever they stand. */
    private static Set<String> references(Object part, String... functions) {
        Set<String> names = new TreeSet<>();
        if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (List.of(functions).contains(key)) {
                    names.addAll(names((String) key, value));
                }
                names.addAll(references(value, functions));
            });
        } else if (part instanceof List<?> list) {
            list.forEach(element -> names.addAll(references(element, functions)));
        }
        return names;
    }

    private static List<String> names(String function, Object value) {
        String first = String.valueOf(value instanceof List<?> list ? list.get(0) : value);
        return switch (function) {
            case "Fn::Sub" ->
                SUBSTITUTED
                        .matcher(first)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
            case "Condition" -> value instanceof String name ? List.of(name) : List.of();
            default -> List.of(first.split("\\.")[0]);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read() {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            Load load = new Load(settings, new Functions(settings));
            return (Map<String, Object>) load.loadFromString(Files.readString(Path.of("template.yaml")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Reads CloudFormation's short forms, as {@code !Ref}, as their long ones. */
    private static final class Functions extends StandardConstructor {
        Functions(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            String tag = node.getTag().getValue();
            if (!tag.startsWith("!")) {
                return super.findConstructorFor(node);
            }
            String name = tag.equals("!Ref") || tag.equals("!Condition") ? tag.substring(1) : "Fn::" + tag.substring(1);
            return Optional.of(ignored -> {
                Map<String, Object> function = new LinkedHashMap<>();
                function.put(name, content(node));
                return function;
            });
        }

        private Object content(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof MappingNode mapping
                    ? constructObject(new MappingNode(Tag.MAP, mapping.getValue(), mapping.getFlowStyle()))
                    : constructObject(new SequenceNode(Tag.SEQ, ((SequenceNode) node).getValue(), FlowStyle.FLOW));
        }
    }
}
