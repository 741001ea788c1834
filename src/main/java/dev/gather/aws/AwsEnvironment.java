package dev.gather.aws;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.Optional;

/** The environment variables that AWS sets for a function or a container. */
@FunctionalInterface
public interface AwsEnvironment {
    /** The value of a variable; empty if it is not set. */
    Optional<String> find(String variable);

    /**
     * The value of a variable.
     *
     * @throws Failure if it is not set
     */
    default String get(String variable) {
        return find(variable).orElseThrow(() -> Failure.of(Code.CONNECTION, "the function lacks a setting of AWS")
                .withDetail("the environment variable " + variable + " is not set"));
    }
}
