package dev.gather.schema;

import dev.gather.regex.EcmaPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code properties}, {@code patternProperties} and {@code additionalProperties}.
 *
 * @param named schemas by the member's name
 * @param patterns schemas by a pattern that the member's name matches
 * @param additional the schema of all other members
 */
record Members(Map<String, Schema> named, List<ByPattern> patterns, Optional<Rest> additional) implements Keyword {
    /** The schema of the members whose names match a pattern. */
    record ByPattern(EcmaPattern pattern, Schema schema) {
        private static final Duration LONGEST_SEARCH = Duration.ofSeconds(1);

        private boolean finds(String name) {
            return pattern.find(name, TimeLimit.in(LONGEST_SEARCH)::step) == EcmaPattern.Result.FOUND;
        }
    }

    @Override
    public boolean check(@Nullable Object value, @Nullable Marks marks, Validation run) {
        if (!(value instanceof Map<?, ?> object)) {
            return true;
        }
        boolean holds = checkNamed(object, marks, run);
        if (patterns.isEmpty() && additional.isEmpty()) {
            return holds;
        }
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!holds && run.isTrial()) {
                return false;
            }
            holds &= checkOther((String) member.getKey(), member.getValue(), marks, run);
        }
        return holds;
    }

    private boolean checkNamed(Map<?, ?> object, @Nullable Marks marks, Validation run) {
        boolean holds = true;
        for (Map.Entry<String, Schema> entry : named.entrySet()) {
            String name = entry.getKey();
            if (object.containsKey(name)) {
                mark(name, marks);
                holds &= run.checkWithin(name, entry.getValue(), object.get(name));
            }
        }
        return holds;
    }

    private boolean checkOther(String name, @Nullable Object value, @Nullable Marks marks, Validation run) {
        boolean known = named.containsKey(name);
        boolean holds = true;
        for (ByPattern candidate : patterns) {
            if (matches(candidate, name, run)) {
                known = true;
                mark(name, marks);
                holds &= run.checkWithin(name, candidate.schema, value);
            }
        }
        if (!known && additional.isPresent()) {
            mark(name, marks);
            return additional.get().check(name, value, run);
        }
        return holds;
    }

    /** A name whose match cannot be decided in reasonable time counts as a match, so that the schema applies. */
    private static boolean matches(ByPattern candidate, String name, Validation run) {
        return candidate.pattern.find(name, run.limit()::step) != EcmaPattern.Result.NOT_FOUND;
    }

    private static void mark(String name, @Nullable Marks marks) {
        if (marks != null) {
            marks.addMember(name);
        }
    }

    @Override
    public Types typesAt(Step step) {
        Types[] types = {Types.ALL};
        forEachAt(step, schema -> types[0] = types[0].and(schema.types()));
        return types[0];
    }

    @Override
    public void forEachAt(Step step, Consumer<Schema> action) {
        if (!(step.key() instanceof String name)) {
            return;
        }
        List<Schema> matching = patterns.stream()
                .filter(entry -> entry.finds(name))
                .map(ByPattern::schema)
                .toList();
        Optional.ofNullable(named.get(name)).ifPresent(action);
        matching.forEach(action);
        if (!named.containsKey(name) && matching.isEmpty()) {
            additional.map(Rest::schema).ifPresent(action);
        }
    }
}
