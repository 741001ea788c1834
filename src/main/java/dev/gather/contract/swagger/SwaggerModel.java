package dev.gather.contract.swagger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.contract.ApiDocument;
import dev.gather.contract.ApiDocument.Body;
import dev.gather.contract.ApiDocument.Notation;
import dev.gather.contract.ApiDocument.Operation;
import dev.gather.contract.ApiDocument.Parameter;
import dev.gather.contract.ApiDocument.Place;
import dev.gather.contract.SchemaTranslation;
import dev.gather.contract.SchemaTranslation.Direction;
import dev.gather.json.ExactJson;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter.StyleEnum;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes what requests are held against of swagger-parser's model of a document. */
final class SwaggerModel {
    private static final int MAX_HOPS = 20;
    private static final String COMPONENTS = "#/components/";

    private final String file;
    private final OpenAPI api;
    private final Components components;
    private final ObjectMapper mapper;

    SwaggerModel(String file, OpenAPI api, boolean version31) {
        this.file = file;
        this.api = api;
        this.components = api.getComponents() == null ? new Components() : api.getComponents();
        this.mapper = version31 ? Json31.mapper() : Json.mapper();
    }

    ApiDocument document() {
        List<ApiDocument.Path> paths = new ArrayList<>();
        api.getPaths().forEach((template, written) -> {
            PathItem item = found(written, PathItem::get$ref, components.getPathItems(), "pathItems");
            if (item != null) {
                paths.add(new ApiDocument.Path(template, operations(item)));
            }
        });
        return new ApiDocument(file, servers(), paths, keys());
    }

    private Map<String, Supplier<Operation>> operations(PathItem item) {
        Map<String, Supplier<Operation>> operations = new LinkedHashMap<>();
        item.readOperationsMap()
                .forEach((method, operation) -> operations.put(method.name(), () -> operation(item, operation)));
        return operations;
    }

    private Operation operation(PathItem item, io.swagger.v3.oas.models.Operation operation) {
        return new Operation(
                Boolean.TRUE.equals(operation.getDeprecated()),
                parameters(item, operation),
                body(operation.getRequestBody()),
                answers(operation));
    }

    /** Those of an operation replace those of its path with the same name and place. */
    private List<Parameter> parameters(PathItem item, io.swagger.v3.oas.models.Operation operation) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        Stream.of(item.getParameters(), operation.getParameters())
                .filter(list -> list != null)
                .flatMap(List::stream)
                .map(written -> found(
                        written,
                        io.swagger.v3.oas.models.parameters.Parameter::get$ref,
                        components.getParameters(),
                        "parameters"))
                .flatMap(parameter -> parameter(parameter).stream())
                .forEach(parameter -> byName.put(parameter.place() + " " + parameter.name(), parameter));
        return List.copyOf(byName.values());
    }

    private Optional<Parameter> parameter(io.swagger.v3.oas.models.parameters.@Nullable Parameter written) {
        if (written == null || written.getName() == null || written.getIn() == null) {
            return Optional.empty();
        }
        return Stream.of(Place.values())
                .filter(place -> place.name().equalsIgnoreCase(written.getIn()))
                .findFirst()
                .map(place -> new Parameter(
                        place,
                        written.getName(),
                        Boolean.TRUE.equals(written.getRequired()),
                        notation(written),
                        schema(written.getSchema(), Direction.REQUEST)));
    }

    private static Notation notation(io.swagger.v3.oas.models.parameters.Parameter parameter) {
        StyleEnum style = parameter.getStyle();
        boolean plain = style == null || style == StyleEnum.FORM || style == StyleEnum.SIMPLE;
        if (parameter.getContent() != null || !plain) {
            return Notation.OTHER;
        }
        boolean query = "query".equals(parameter.getIn());
        return query && !Boolean.FALSE.equals(parameter.getExplode()) ? Notation.SIMPLE : Notation.COMMAS;
    }

    private Optional<Body> body(@Nullable RequestBody written) {
        RequestBody body = found(written, RequestBody::get$ref, components.getRequestBodies(), "requestBodies");
        return Optional.ofNullable(body)
                .map(found -> new Body(
                        Boolean.TRUE.equals(found.getRequired()), schemas(found.getContent(), Direction.REQUEST)));
    }

    private Map<String, Map<String, @Nullable Object>> schemas(@Nullable Content content, Direction direction) {
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        if (content != null) {
            content.forEach((type, media) -> schemas.putIfAbsent(mediaType(type), schema(schemaOf(media), direction)));
        }
        return schemas;
    }

    private static @Nullable Object schemaOf(@Nullable MediaType media) {
        return media == null ? null : media.getSchema();
    }

    private static String mediaType(String written) {
        int end = written.indexOf(';');
        return (end < 0 ? written : written.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private Map<String, Map<String, @Nullable Object>> answers(io.swagger.v3.oas.models.Operation operation) {
        Map<String, Map<String, @Nullable Object>> answers = new LinkedHashMap<>();
        if (operation.getResponses() != null) {
            operation.getResponses().forEach((status, written) -> {
                ApiResponse answer = found(written, ApiResponse::get$ref, components.getResponses(), "responses");
                if (answer != null && answer.getContent() != null) {
                    jsonSchema(answer.getContent()).ifPresent(schema -> answers.put(status, schema));
                }
            });
        }
        return answers;
    }

    private Optional<Map<String, @Nullable Object>> jsonSchema(Content content) {
        return content.entrySet().stream()
                .filter(media -> mediaType(media.getKey()).matches("[^/]+/([^/]+\\+)?json|\\*/\\*"))
                .findFirst()
                .map(media -> schema(schemaOf(media.getValue()), Direction.ANSWER));
    }

    /** A model, or the component that it refers to; null if there is none. */
    private static <T> @Nullable T found(
            @Nullable T written, Function<T, @Nullable String> reference, @Nullable Map<String, T> named, String kind) {
        T model = written;
        for (int hops = 0; model != null && reference.apply(model) != null; hops++) {
            model = named == null || hops == MAX_HOPS ? null : named.get(name(reference.apply(model), kind));
        }
        return model;
    }

    private static String name(@Nullable String reference, String kind) {
        String start = COMPONENTS + kind + "/";
        return reference == null || !reference.startsWith(start)
                ? ""
                : reference.substring(start.length()).replace("~1", "/").replace("~0", "~");
    }

    private Map<String, @Nullable Object> schema(@Nullable Object schema, Direction direction) {
        return schema == null
                ? ApiDocument.ANYTHING
                : new SchemaTranslation(this::component, direction).of(plain(schema));
    }

    private Optional<Object> component(String reference) {
        String name = name(reference, "schemas");
        return components.getSchemas() == null
                ? Optional.empty()
                : Optional.<Object>ofNullable(components.getSchemas().get(name)).map(this::plain);
    }

    /** A schema as maps, lists and scalars, whose numbers keep every digit. */
    private Object plain(Object schema) {
        try {
            Object plain = ExactJson.read(mapper.writeValueAsString(schema), bytes -> {});
            return plain == null ? ApiDocument.ANYTHING : plain;
        } catch (JsonProcessingException e) {
            return ApiDocument.ANYTHING; // It nests too deeply to be written.
        } catch (IOException e) {
            throw new UncheckedIOException("a text was not read", e);
        }
    }

    /** The paths of all servers, also of those that only some operations have. */
    private List<String> servers() {
        Set<String> paths = new LinkedHashSet<>();
        Stream.concat(
                        Stream.ofNullable(api.getServers()),
                        api.getPaths().values().stream()
                                .flatMap(item -> Stream.concat(
                                        Stream.ofNullable(item.getServers()),
                                        item.readOperations().stream()
                                                .flatMap(operation -> Stream.ofNullable(operation.getServers())))))
                .flatMap(List::stream)
                .forEach(server -> paths.add(path(server)));
        return List.copyOf(paths);
    }

    private static String path(Server server) {
        String[] url = {server.getUrl() == null ? "" : server.getUrl()};
        if (server.getVariables() != null) {
            server.getVariables()
                    .forEach((name, variable) ->
                            url[0] = url[0].replace("{" + name + "}", String.valueOf(variable.getDefault())));
        }
        return url[0].replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*:", "")
                .replaceFirst("^//[^/]*", "")
                .replaceFirst("[?#].*", "")
                .replaceFirst("/+$", "");
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        if (components.getSecuritySchemes() != null) {
            components.getSecuritySchemes().values().stream()
                    .filter(scheme -> scheme.getType() == SecurityScheme.Type.APIKEY && scheme.getName() != null)
                    .forEach(scheme -> keys.add(scheme.getName().toLowerCase(Locale.ROOT)));
        }
        return keys;
    }
}
