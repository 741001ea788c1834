package dev.gather.schema;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A schema with an identity of its own: the whole document, or a part of it that has an {@code $id}. */
final class Resource {
    private final URI uri;
    private final String pointer;
    private final Map<String, String> anchors = new HashMap<>();
    private final Map<String, String> dynamicAnchors = new HashMap<>();

    Resource(URI uri, String pointer) {
        this.uri = uri;
        this.pointer = pointer;
    }

    URI uri() {
        return uri;
    }

    /** Where in the document it is. */
    String pointer() {
        return pointer;
    }

    /** Where in the document its anchors are, by name; the dynamic ones among them. */
    Map<String, String> anchors() {
        return anchors;
    }

    /** Where in the document its dynamic anchors are, by name. */
    Map<String, String> dynamicAnchors() {
        return dynamicAnchors;
    }
}
