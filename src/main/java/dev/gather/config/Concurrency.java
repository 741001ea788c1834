package dev.gather.config;

import java.util.Optional;

/** How many invocations the platform may give to this process at once. */
public final class Concurrency {
    private static final String VARIABLE = "AWS_LAMBDA_MAX_CONCURRENCY";

    private Concurrency() {}

    /**
     * The number in Lambda's environment variable; 1 without it.
     *
     * @throws IllegalArgumentException if it is not a number from 1
     */
    public static int atOnce() {
        return atOnce(Optional.ofNullable(System.getenv(VARIABLE)));
    }

    static int atOnce(Optional<String> variable) {
        int number = variable.map(Integer::parseInt).orElse(1);
        if (number < 1) {
            throw new IllegalArgumentException(VARIABLE + " is " + number + ", and has to be at least 1");
        }
        return number;
    }
}
