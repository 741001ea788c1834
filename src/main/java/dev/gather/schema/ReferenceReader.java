package dev.gather.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the references of one schema. They lead to a place in the same document; nothing is fetched. */
final class ReferenceReader {
    private final SchemaDocument document;
    private final SchemaFields fields;
    private final Resource resource;

    ReferenceReader(SchemaDocument document, SchemaFields fields, Resource resource) {
        this.document = document;
        this.fields = fields;
        this.resource = resource;
    }

    void addTo(List<Keyword> keywords) {
        target("$ref").ifPresent(target -> keywords.add(new Reference(fields.schemaAt(target), Map.of())));
        target("$dynamicRef")
                .ifPresent(target -> keywords.add(new Reference(fields.schemaAt(target), dynamic(target))));
    }

    private Optional<String> target(String key) {
        Optional<String> reference = fields.text(key);
        Optional<String> target = reference.flatMap(text -> document.resolve(text, resource));
        if (reference.isPresent() && target.isEmpty()) {
            fields.problem(key, "the reference " + reference.get() + " leads nowhere within it");
        }
        return target;
    }

    /** The targets by resource if the reference is to a dynamic anchor; otherwise empty. */
    private Map<Resource, Schema> dynamic(String target) {
        String reference = fields.text("$dynamicRef").orElse("");
        String name = reference.substring(reference.indexOf('#') + 1);
        Map<Resource, Schema> targets = new HashMap<>();
        if (target.equals(document.resource(target).dynamicAnchors().get(name))) {
            for (Resource candidate : document.resources()) {
                Optional.ofNullable(candidate.dynamicAnchors().get(name))
                        .ifPresent(pointer -> targets.put(candidate, fields.schemaAt(pointer)));
            }
        }
        return targets;
    }
}
