package dev.gather.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a request says to its upstream.
 *
 * @param method in upper case
 * @param target path and query, percent-encoded, below the upstream's base URL
 * @param headers by name in lower case
 * @param body the content, if any
 */
record HttpMessage(String method, String target, Map<String, String> headers, Optional<String> body) {}
