package dev.gather.schema;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A schema with its own identity: the whole document, or a part of it with an {@code $id}. */
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

    /** Its JSON pointer in the document. */
    String pointer() {
        return pointer;
    }

    /** The JSON pointers of its anchors by name, dynamic ones included. */
    Map<String, String> anchors() {
        return anchors;
    }

    /** The JSON pointers of its dynamic anchors by name. */
    Map<String, String> dynamicAnchors() {
        return dynamicAnchors;
    }
}
