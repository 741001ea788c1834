package dev.gather.schema;

import java.util.Optional;

/** The references within a schema that has no problems: where they lead. */
public final class References {
    private final SchemaDocument document;

    /** @param root the schema as written, of maps, lists and scalars */
    public References(Object root) {
        this.document = new SchemaDocument(root, new SchemaProblems());
    }

    /** The part at a JSON pointer. */
    public Optional<Object> at(String pointer) {
        return document.at(pointer);
    }

    /**
     * The JSON pointer to what a reference leads to; empty if it leads nowhere.
     *
     * @param pointer the schema that has the reference
     */
    public Optional<String> target(String pointer, String reference) {
        return document.resolve(reference, document.resource(pointer));
    }
}
