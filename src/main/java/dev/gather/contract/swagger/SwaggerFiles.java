package dev.gather.contract.swagger;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gather.contract.UnusableDocumentException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.DeserializationUtils;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a document with what it refers to in other files as one tree, whose references all lead to its own components. The files
 * have relative paths; nothing is fetched over the network. The size of each file and of the tree is limited.
 */
final class SwaggerFiles {
    private static final int MAX_BYTES = 10_000_000;
    private static final int MAX_FILES = 200;
    private static final int MAX_NODES = 1_000_000;
    private static final int MAX_DEPTH = 300;
    private static final Pattern COMPONENT = Pattern.compile("/components/[^/]+/[^/]+");

    /** Their values have names of the author's choice as keys. */
    private static final Set<String> NAMED = Set.of(
            "properties",
            "patternProperties",
            "dependentSchemas",
            "$defs",
            "definitions",
            "paths",
            "schemas",
            "responses",
            "parameters",
            "requestBodies",
            "headers",
            "securitySchemes",
            "pathItems");

    /** Their values are data, or nothing that a request is held against. */
    private static final Set<String> DATA =
            Set.of("example", "examples", "default", "enum", "const", "links", "callbacks", "webhooks");

    static {
        DeserializationUtils.Options limits = DeserializationUtils.getOptions();
        limits.setMaxYamlCodePoints(MAX_BYTES);
        limits.setMaxYamlDepth(MAX_DEPTH);
        limits.setMaxYamlReferences(10_000L);
    }

    private final Path document;
    private final Map<Path, JsonNode> files = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int nodes;

    /** @param document the file as the user knows it */
    SwaggerFiles(Path document) {
        this.document = document;
    }

    /**
     * The tree.
     *
     * @throws UnusableDocumentException if a file cannot be read, or exceeds a limit
     */
    JsonNode read() {
        return copy(tree(document), document, false, 0);
    }

    private JsonNode copy(JsonNode node, Path file, boolean named, int depth) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new UnusableDocumentException(document + " is too large, or nests too deeply");
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(copy(element, file, false, depth + 1)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        JsonNode reference = object.get("$ref");
        return !named && reference != null && reference.isTextual()
                ? referred(reference.textValue(), object, file, depth)
                : members(object, file, named, depth);
    }

    private ObjectNode members(ObjectNode object, Path file, boolean named, int depth) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            String name = member.getKey();
            boolean data = !named && (DATA.contains(name) || name.startsWith("x-"));
            boolean names = !named && NAMED.contains(name);
            copy.set(name, data ? member.getValue() : copy(member.getValue(), file, names, depth + 1));
        });
        return copy;
    }

    /** What a reference refers to, in its place, unless it is a component of the document itself. */
    private JsonNode referred(String reference, ObjectNode object, Path file, int depth) {
        int hash = reference.indexOf('#');
        String fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
        Path target = hash == 0 ? file : file(reference.substring(0, hash < 0 ? reference.length() : hash), file);
        if (target.equals(document) && COMPONENT.matcher(fragment).matches()) {
            ObjectNode copy = members(object, file, false, depth);
            return copy.put("$ref", "#" + fragment);
        }
        String place = target + "#" + fragment;
        if (open.contains(place)) {
            return JsonNodeFactory.instance.objectNode();
        }
        open.push(place);
        JsonNode copy = copy(at(target, fragment), target, false, depth + 1);
        open.pop();
        return copy;
    }

    /** The value at a place; anything if there is none, or if it is named in another way than by a pointer. */
    private JsonNode at(Path file, String fragment) {
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode found = tree(file).at(JsonPointer.compile(fragment));
        return found.isMissingNode() ? JsonNodeFactory.instance.objectNode() : found;
    }

    private Path file(String reference, Path from) {
        String path = decoded(reference);
        if (path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") || path.startsWith("//")) {
            throw new UnusableDocumentException(from + " refers to " + shortened(reference)
                    + ", and nothing is fetched over the network: save it beside the document, and refer to the file");
        }
        try {
            return from.resolveSibling(path).normalize();
        } catch (InvalidPathException e) {
            throw new UnusableDocumentException(from + " refers to " + shortened(reference) + ", which is no file");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A percent sign in it is not an escape.
        }
    }

    private JsonNode tree(Path file) {
        JsonNode known = files.get(file);
        if (known != null) {
            return known;
        }
        if (files.size() >= MAX_FILES) {
            throw new UnusableDocumentException(document + " refers to more than " + MAX_FILES + " files");
        }
        JsonNode read = parsed(file, text(file));
        files.put(file, read);
        return read;
    }

    private String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnusableDocumentException(
                        file.equals(document)
                                ? file + " is not a file"
                                : file + " is not a file, and " + document + " refers to it");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new UnusableDocumentException(file + " is larger than 10 MB");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnusableDocumentException(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new UnusableDocumentException(file + " cannot be read: check its permissions");
        }
    }

    private static JsonNode parsed(Path file, String text) {
        SwaggerParseResult result = new SwaggerParseResult();
        String fault;
        try {
            JsonNode tree = DeserializationUtils.deserializeIntoTree(text, file.toString(), null, result);
            List<String> messages = result.getMessages();
            if (messages == null || messages.isEmpty()) {
                return tree == null ? JsonNodeFactory.instance.nullNode() : tree;
            }
            fault = messages.get(0);
        } catch (RuntimeException e) {
            fault = String.valueOf(ExceptionUtil.getRootCause(e).getMessage());
        }
        String where =
                DeserializationUtils.isJson(text) ? fault : yamlFault(text).orElse(fault);
        throw new UnusableDocumentException(file + " cannot be read as YAML or JSON: " + shortened(where));
    }

    /** The first fault of the text as YAML, of which the library tells nothing but that there is one. */
    private static Optional<String> yamlFault(String text) {
        LoaderOptions options = DeserializationUtils.buildLoaderOptions();
        try {
            new Yaml(new SafeConstructor(options)).parse(new StringReader(text)).forEach(event -> {});
            return Optional.empty();
        } catch (MarkedYAMLException e) {
            return Optional.ofNullable(e.getProblemMark())
                    .map(mark -> e.getProblem() + ", in line " + (mark.getLine() + 1) + ", column "
                            + (mark.getColumn() + 1));
        } catch (YAMLException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
