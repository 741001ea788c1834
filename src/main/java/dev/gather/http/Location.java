package dev.gather.http;

import dev.gather.aws.LambdaFunction;
import dev.gather.config.GatherConfig;
import java.net.URI;
import java.util.Optional;

/** Where the requests to an upstream go: to its URL, or else to the API of Lambda that invokes its function. */
record Location(Optional<String> region) {
    /**
     * The URL of an upstream.
     *
     * @throws IllegalArgumentException if it has none; its message is the fault
     */
    URI url(GatherConfig.Upstream config) {
        Optional<LambdaFunction> function = function(config);
        return config.url().orElseGet(() -> function.map(LambdaFunction::url)
                .orElseThrow(() -> new IllegalArgumentException("its url is not set")));
    }

    /**
     * The function that an upstream is; empty if it is another service.
     *
     * @throws IllegalArgumentException if it names none; its message is the fault
     */
    Optional<LambdaFunction> function(GatherConfig.Upstream config) {
        try {
            return config.function().map(String::strip).map(text -> LambdaFunction.of(text, region));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its function " + e.getMessage(), e);
        }
    }
}
