package dev.gather.http;

import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import java.util.Map;
import java.util.Optional;

/**
 * What the requests of a call say to their upstream.
 *
 * @param method in upper case
 * @param target path and query
 * @param headers by name in lower case
 * @param body the JSON document to send, if any
 */
record RequestTemplate(
        String method, TargetTemplate target, Map<String, Template> headers, Optional<JsonTemplate> body) {}
