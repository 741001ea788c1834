package dev.gather.aws;

import java.util.Optional;

/**
 * The credentials that requests to AWS are signed with.
 *
 * @param id of the access key
 * @param secret never logged
 * @param sessionToken of temporary credentials, as a function's are
 */
public record AwsKeys(String id, String secret, Optional<String> sessionToken) {
    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "the access key " + id;
    }
}
