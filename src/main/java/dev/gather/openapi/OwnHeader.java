package dev.gather.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A header that Gather sets on answers. */
enum OwnHeader {
    ETAG("ETag", "Names the answer, for If-None-Match"),
    GATHER_DEGRADED("GatherDegraded", "The sources that failed and were replaced"),
    SERVER_TIMING("ServerTiming", "How long each source took, and how it ended");

    private final String component;
    private final String description;

    OwnHeader(String component, String description) {
        this.component = component;
        this.description = description;
    }

    /** The headers by the names of their components. */
    static SortedMap<String, Object> components() {
        SortedMap<String, Object> components = new TreeMap<>();
        for (OwnHeader header : values()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("description", header.description);
            document.put("schema", Map.of("type", "string"));
            components.put(header.component, document);
        }
        return components;
    }

    Map<String, Object> reference() {
        return Map.of("$ref", "#/components/headers/" + component);
    }
}
