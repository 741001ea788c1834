package dev.gather.http;

import java.time.Duration;
import java.util.Optional;

/**
 * An upstream's answer, not yet read.
 *
 * @param status HTTP's status
 * @param contentType the content type, empty where there is none
 * @param contentEncoding how the body was encoded for the way, empty where it was not
 * @param retryAfter how long the upstream asks to wait before it is asked again
 * @param body the whole body, empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, String contentType, String contentEncoding, Optional<Duration> retryAfter, byte[] body) {}
