package dev.gather.openapi;

import java.util.List;
import java.util.Optional;

/**
 * What an OpenAPI document says beside its routes.
 *
 * @param dialect the version of OpenAPI
 * @param title the name of the API
 * @param version the version of the API
 * @param servers the URLs at which it is
 * @param function the Lambda function that answers, for a document that API Gateway imports
 */
public record Settings(
        Dialect dialect, String title, String version, List<String> servers, Optional<LambdaFunction> function) {
    /** The document as it is if nothing else is said. */
    public static final Settings DEFAULT =
            new Settings(Dialect.V3_1, "Compositions", "1.0.0", List.of("/"), Optional.empty());
}
