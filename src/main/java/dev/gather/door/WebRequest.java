package dev.gather.door;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, through whichever door it came.
 *
 * @param method in capitals
 * @param path percent-encoded, from its leading slash
 * @param query the decoded values of each parameter
 * @param headers by name in lower case; repeated ones joined with commas
 * @param claims what the platform says of the caller; empty where it says nothing
 * @param body the content, empty where there is none
 * @param timeLimit what the platform leaves for the answer, if it is known
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, Object> claims,
        byte[] body,
        Optional<Duration> timeLimit) {}
