package dev.gather.web;

import dev.gather.execution.CallContext;
import java.util.Map;

/** Requests as tests need them. */
final class Requests {
    private Requests() {}

    /** One for {@code /} without content. */
    static WebRequest with(String method, Map<String, String> headers) {
        return with(method, headers, new byte[0]);
    }

    static WebRequest with(String method, Map<String, String> headers, byte[] body) {
        return new WebRequest(method, "/", Map.of(), headers, Map.of(), body, CallContext.NONE);
    }
}
