package dev.gather.execution;

import java.util.Map;

/**
 * What an execution came to.
 *
 * @param output the document, as JSON has it
 * @param headers the composition's headers for an HTTP answer, their names in lower case
 * @param report what the sources did
 */
public record Answer(Object output, Map<String, String> headers, Report report) {}
