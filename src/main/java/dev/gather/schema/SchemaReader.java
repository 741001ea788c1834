package dev.gather.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes schemas of a document: each part once, linked by references, which may lead in circles. */
public final class SchemaReader {
    private final SchemaDocument document;
    private final SchemaProblems problems;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Deque<Schema> unread = new ArrayDeque<>();

    /**
     * A reader of one document.
     *
     * @param root the schema as written, of maps, lists and scalars
     * @param problems takes the problems of the schema
     */
    public SchemaReader(Object root, SchemaProblems problems) {
        this.document = new SchemaDocument(root, problems);
        this.problems = problems;
    }

    /** Reads the whole document and returns its root, which is complete only if there is no problem. */
    public Schema read() {
        Schema root = at("");
        for (String pointer : new TreeSet<>(document.schemas())) {
            var unused = at(pointer);
        }
        while (!unread.isEmpty()) {
            read(unread.poll());
        }
        InPlaceLoops.check(List.copyOf(schemas.values()), problems);
        return root;
    }

    /** All schemas of the document that was read. */
    public List<Schema> all() {
        return List.copyOf(schemas.values());
    }

    private Schema at(String pointer) {
        Schema known = schemas.get(pointer);
        if (known != null) {
            return known;
        }
        Schema schema = new Schema(pointer, document.resource(pointer));
        schemas.put(pointer, schema);
        unread.add(schema);
        return schema;
    }

    private void read(Schema schema) {
        Object part = document.at(schema.pointer()).orElse(null);
        if (part instanceof Boolean allowed) {
            schema.complete(
                    allowed
                            ? Schema.Body.EMPTY
                            : new Schema.Body(
                                    List.of(new ValueKeyword.Nothing()),
                                    List.of(),
                                    List.of(),
                                    Schema.Body.EMPTY.defaultValue()));
        } else if (part instanceof Map<?, ?> map) {
            SchemaFields fields = new SchemaFields(map, schema.pointer(), problems, this::at);
            schema.complete(new KeywordReader(fields, new ReferenceReader(document, fields, schema.resource())).body());
        } else {
            problems.add(schema.pointer(), "a schema is of type object or boolean, not " + Types.nameOf(part));
        }
    }
}
