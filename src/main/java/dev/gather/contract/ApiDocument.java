package dev.gather.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI document, as far as requests are held against it.
 *
 * @param file the file as the user knows it
 * @param servers the paths of its servers' URLs, without a slash at the end; empty for a server without a path
 * @param paths its paths
 * @param keys the names of headers and query parameters with which callers may authenticate, in lower case
 */
public record ApiDocument(String file, List<String> servers, List<Path> paths, Set<String> keys) {
    /** Any value. */
    public static final Map<String, @Nullable Object> ANYTHING = Map.of();

    /**
     * A path.
     *
     * @param template with its parameters in braces: <code>/parcels/{id}</code>
     * @param operations what can be done there, by method in upper case; each is read when it is asked for
     */
    public record Path(String template, Map<String, Supplier<Operation>> operations) {}

    /**
     * An operation.
     *
     * @param deprecated whether it should not be used any more
     * @param parameters those of the operation and of its path
     * @param body what it takes, if anything
     * @param answers the JSON Schemas (2020-12) of the JSON bodies of its answers, by status: {@code 200}, {@code 4XX},
     *     {@code default}
     */
    public record Operation(
            boolean deprecated,
            List<Parameter> parameters,
            Optional<Body> body,
            Map<String, Map<String, @Nullable Object>> answers) {
        /** The parameters in one place of a request. */
        List<Parameter> parameters(Place place) {
            return parameters.stream()
                    .filter(parameter -> parameter.place() == place)
                    .toList();
        }
    }

    /** Where in a request a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** How a parameter's value becomes text. */
    public enum Notation {
        /** One text; a list repeats the parameter. */
        SIMPLE,
        /** A list is one text, with commas between its elements. */
        COMMAS,
        /** In any other way, which is not looked into. */
        OTHER
    }

    /**
     * A parameter.
     *
     * @param place where it stands
     * @param name its name
     * @param required whether it must be there
     * @param notation how its value is written
     * @param schema the JSON Schema (2020-12) of its value
     */
    public record Parameter(
            Place place, String name, boolean required, Notation notation, Map<String, @Nullable Object> schema) {}

    /**
     * The body of a request.
     *
     * @param required whether it must be there
     * @param schemas its JSON Schemas (2020-12) by media type, in lower case and without parameters; {@code text/*} is a range
     */
    public record Body(boolean required, Map<String, Map<String, @Nullable Object>> schemas) {
        /** The schema of bodies of a media type; empty if the document does not have the type. */
        Optional<Map<String, @Nullable Object>> schema(String type) {
            return schemas.entrySet().stream()
                    .filter(declared -> includes(declared.getKey(), type))
                    .findFirst()
                    .map(Map.Entry::getValue);
        }

        private static boolean includes(String range, String type) {
            return range.equals(type)
                    || range.equals("*/*")
                    || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
        }
    }
}
