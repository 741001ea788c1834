package dev.gather.aws;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.Future;
import java.util.Optional;

/** The environment variables that AWS sets for a function or a container. */
@FunctionalInterface
public interface AwsEnvironment {
    /** The value of a variable; empty if it is not set. */
    Optional<String> find(String variable);

    /** The value of a variable; fails with a {@link Failure} if it is not set. */
    default Future<String> required(String variable) {
        return find(variable)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        Failure.of(Code.CONNECTION, "the function lacks an environment variable of AWS")
                                .withDetail(variable + " is not set")));
    }
}
