package dev.gather.contract.swagger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gather.contract.ApiDocument;
import dev.gather.contract.OpenApiReader;
import dev.gather.contract.UnusableDocumentException;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.List;

/** Reads OpenAPI documents with swagger-parser. */
public final class SwaggerReader implements OpenApiReader {
    private static final String VERSIONS = "3.0 or 3.1";

    @Override
    public ApiDocument read(Path file) {
        Path document = file.normalize();
        JsonNode tree = new SwaggerFiles(document).read();
        requireVersion(file, tree);
        SwaggerParseResult result = new OpenAPIV3Parser().parseJsonNode(null, tree, options());
        List<String> messages = result.getMessages();
        if (result.getOpenAPI() == null || result.getOpenAPI().getPaths() == null) {
            String fault = messages == null || messages.isEmpty() ? "it has no paths" : messages.get(0);
            throw new UnusableDocumentException(file + " is not an OpenAPI document: " + fault);
        }
        return new SwaggerModel(file.toString(), result.getOpenAPI(), result.isOpenapi31()).document();
    }

    private static void requireVersion(Path file, JsonNode tree) {
        if (tree.has("swagger")) {
            throw new UnusableDocumentException(
                    file + " is of Swagger 2.0: convert it to OpenAPI " + VERSIONS + ", as with swagger2openapi");
        }
        JsonNode version = tree.path("openapi");
        if (version.isMissingNode()) {
            throw new UnusableDocumentException(file + " is not an OpenAPI document: it has no key openapi");
        }
        if (!version.asText().matches("3\\.[01](\\..{0,40})?")) {
            throw new UnusableDocumentException(file + " is not of OpenAPI " + VERSIONS + ", which are read");
        }
    }

    /** As it is written: nothing resolved, which would read files and fetch URLs, and nothing guessed. */
    private static ParseOptions options() {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        options.setValidateInternalRefs(false);
        options.setInferSchemaType(false);
        options.setExplicitObjectSchema(false);
        return options;
    }
}
