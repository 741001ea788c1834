package dev.gather.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A schema or a part of one, linked to the schemas that it refers to. It is completed once, while the document is read.
 */
public final class Schema {
    private final String pointer;
    private final Resource resource;
    private Body body = Body.EMPTY;
    private @Nullable Types types;

    /**
     * The content of a schema.
     *
     * @param guards cheap checks of type and size; if one fails, the rest is not checked
     * @param keywords all other keywords except the unevaluated ones
     * @param unevaluated keywords about what the others have not evaluated; checked only if all else holds
     * @param defaultValue the value of a missing property
     */
    record Body(
            List<Keyword> guards,
            List<Keyword> keywords,
            List<Rest.Unevaluated> unevaluated,
            Optional<Default> defaultValue) {
        static final Body EMPTY = new Body(List.of(), List.of(), List.of(), Optional.empty());
    }

    /** A default, which may be null. */
    public record Default(@Nullable Object value) {}

    Schema(String pointer, Resource resource) {
        this.pointer = pointer;
        this.resource = resource;
    }

    void complete(Body read) {
        body = read;
    }

    /** Its JSON pointer in the document. */
    public String pointer() {
        return pointer;
    }

    Resource resource() {
        return resource;
    }

    /** Whether a value satisfies the schema; see {@link Keyword#check}. */
    boolean check(@Nullable Object value, @Nullable Marks outer, Validation run) {
        run.enter(this);
        boolean holds = checkAll(value, outer, run);
        run.leave(this);
        return holds;
    }

    private boolean checkAll(@Nullable Object value, @Nullable Marks outer, Validation run) {
        for (Keyword guard : body.guards) {
            if (!guard.check(value, null, run)) {
                return false;
            }
        }
        if (outer == null && body.unevaluated.isEmpty()) {
            return checkKeywords(value, null, run);
        }
        Marks marks = new Marks();
        boolean holds = checkKeywords(value, marks, run);
        for (Rest.Unevaluated keyword : holds ? body.unevaluated : List.<Rest.Unevaluated>of()) {
            holds &= keyword.check(value, marks, run);
        }
        if (holds && outer != null) {
            outer.addAll(marks);
        }
        return holds;
    }

    private boolean checkKeywords(@Nullable Object value, @Nullable Marks marks, Validation run) {
        boolean holds = true;
        List<Keyword> keywords = body.keywords;
        for (int i = 0; i < keywords.size(); i++) {
            holds &= keywords.get(i).check(value, marks, run);
            if (!holds && run.isTrial()) {
                return false;
            }
        }
        return holds;
    }

    /** The schemas that are applied to the same value. */
    List<Schema> inPlace() {
        List<Schema> schemas = new ArrayList<>();
        body.keywords.forEach(keyword -> schemas.addAll(keyword.inPlace()));
        return schemas;
    }

    /** The types that a value may have; all if the schema does not restrict them. */
    Types types() {
        if (types == null) {
            Types found = Types.ALL;
            for (Keyword keyword : all()) {
                found = found.and(keyword.types());
            }
            types = found;
        }
        return types;
    }

    /** The types that a member or an element may have; all if the schema does not restrict them. */
    public Types typesAt(Step step) {
        Types found = Types.ALL;
        for (Keyword keyword : body.keywords) {
            found = found.and(keyword.typesAt(step));
        }
        return found;
    }

    /** Passes on the schemas that a member or an element has to satisfy in any case. */
    public void forEachAt(Step step, Consumer<Schema> action) {
        body.keywords.forEach(keyword -> keyword.forEachAt(step, action));
    }

    /** Its own default, or that of a schema that it refers to or consists of. */
    public Optional<Default> defaultValue() {
        return body.defaultValue.or(() -> consistsOf().stream()
                .map(Schema::defaultValue)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** The default that it states itself. */
    public Optional<Default> ownDefault() {
        return body.defaultValue;
    }

    /** The schemas that apply wherever this one does: what it refers to, and the parts of {@code allOf}. */
    public List<Schema> consistsOf() {
        List<Schema> schemas = new ArrayList<>();
        for (Keyword keyword : body.keywords) {
            if (keyword instanceof Reference || keyword instanceof Combination.AllOf) {
                schemas.addAll(keyword.inPlace());
            }
        }
        return schemas;
    }

    /** The schemas in {@code properties}, by name. */
    public Map<String, Schema> properties() {
        return body.keywords.stream()
                .filter(Members.class::isInstance)
                .map(keyword -> ((Members) keyword).named())
                .findFirst()
                .orElse(Map.of());
    }

    /** Whether it bounds numbers but allows every other type. */
    public boolean boundsNumbersWithoutAType() {
        return types().equals(Types.ALL) && body.keywords.stream().anyMatch(NumberKeyword.class::isInstance);
    }

    private List<Keyword> all() {
        List<Keyword> all = new ArrayList<>(body.guards);
        all.addAll(body.keywords);
        return all;
    }
}
