package dev.gather.door;

import java.util.Map;

/**
 * An HTTP answer, for whichever door it goes through.
 *
 * @param status HTTP's status
 * @param headers by name in lower case
 * @param body what to write as JSON; null is JSON's null
 */
public record WebAnswer(int status, Map<String, String> headers, Object body) {}
