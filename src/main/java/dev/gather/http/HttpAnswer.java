package dev.gather.http;

import java.time.Duration;
import java.util.Optional;

/**
 * An upstream's answer before its body is decoded.
 *
 * @param status the HTTP status code
 * @param contentType the content type, or empty
 * @param contentEncoding the content encoding, or empty
 * @param retryAfter how long the upstream asks to wait before the next request
 * @param body the whole body, or empty
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, String contentType, String contentEncoding, Optional<Duration> retryAfter, byte[] body) {}
