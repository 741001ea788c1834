package dev.gather.composition;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The schemas of JSON Schema 2020-12 itself, as Vert.x brings them. They are read when this class is initialized, which
 * for the native executable is when it is built: reading them takes as long as all else about loading compositions.
 */
final class MetaSchemas {
    private static final String BASE = "json-schema.org/draft/2020-12/";
    private static final List<String> NAMES = List.of(
            "schema",
            "meta/core",
            "meta/applicator",
            "meta/validation",
            "meta/meta-data",
            "meta/format-annotation",
            "meta/content",
            "meta/unevaluated");
    private static final SchemaRepository REPOSITORY = repository();

    private MetaSchemas() {}

    /** Validates schemas. */
    static Validator validator() {
        return REPOSITORY.validator("https://" + BASE + "schema");
    }

    private static SchemaRepository repository() {
        SchemaRepository repository = SchemaRepository.create(SchemaDialect.options());
        NAMES.forEach(name -> repository.dereference("https://" + BASE + name, JsonSchema.of(read(name))));
        return repository;
    }

    private static JsonObject read(String name) {
        try (InputStream resource = SchemaRepository.class.getClassLoader().getResourceAsStream(BASE + name)) {
            return new JsonObject(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
