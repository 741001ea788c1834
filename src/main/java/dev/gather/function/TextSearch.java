package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Searches a text for a string, a regular expression or the matches of a function. */
final class TextSearch {
    /** A number of comparisons that takes about a millisecond. */
    private static final int UNWATCHED = 1_000_000;

    private TextSearch() {}

    /**
     * A part of the text that was found.
     *
     * @param groups the matches of the regular expression's groups; null for a group that did not match
     */
    record Hit(String match, int start, int end, List<?> groups) {}

    /** The hits, one after the other; null after the last. */
    static Supplier<@Nullable Hit> of(String text, @Nullable Object token, Evaluation evaluation) {
        if (token instanceof String string) {
            return new Strings(text, string, evaluation);
        }
        if (token instanceof RegularExpression expression) {
            RegularExpression.Search search = expression.search(text, evaluation);
            return () -> {
                RegularExpression.Place place = search.next();
                return place == null ? null : new Hit(place.match(), place.start(), place.end(), place.groups());
            };
        }
        return new Matches((Callable) token, text, evaluation);
    }

    /** The index of the string at or after a position, or -1; in linear time even for hostile texts. */
    static int indexOf(String text, String string, int from, Evaluation evaluation) {
        if ((long) (text.length() - from) * string.length() < UNWATCHED) {
            int found = text.indexOf(string, from);
            evaluation.steps(((found < 0 ? text.length() : found) - from) / 16 + 1L);
            return found;
        }
        return new StringSearch(string, evaluation).in(text, from);
    }

    private static final class Strings implements Supplier<@Nullable Hit> {
        private final String text;
        private final String string;
        private final Evaluation evaluation;
        private int from;

        Strings(String text, String string, Evaluation evaluation) {
            this.text = text;
            this.string = string;
            this.evaluation = evaluation;
        }

        @Override
        public @Nullable Hit get() {
            int start = TextSearch.indexOf(text, string, from, evaluation);
            if (start < 0) {
                return null;
            }
            from = start + string.length();
            return new Hit(string, start, from, List.of());
        }
    }

    /** The matches of a function that returns objects as regular expressions do: match, start, end, groups, next. */
    private static final class Matches implements Supplier<@Nullable Hit> {
        private final Evaluation evaluation;
        private @Nullable Callable next;
        private List<@Nullable Object> arguments = new ArrayList<>();

        Matches(@Nullable Callable matcher, String text, Evaluation evaluation) {
            this.next = matcher;
            this.arguments.add(text);
            this.evaluation = evaluation;
        }

        @Override
        public @Nullable Hit get() {
            Object match = next == null ? null : evaluation.call(next, arguments);
            arguments = new ArrayList<>();
            if (match == null) {
                return null;
            }
            return hit(match);
        }

        private Hit hit(Object match) {
            Object following = Lookup.of(match, "next", evaluation);
            if (match instanceof Map<?, ?> map
                    && map.get("match") instanceof String text
                    && map.get("start") instanceof Number start
                    && map.get("end") instanceof Number end
                    && map.get("groups") instanceof List<?> groups) {
                next = following instanceof Callable function ? function : null;
                return new Hit(text, Numbers.truncated(start), Numbers.truncated(end), groups);
            }
            throw EvaluationException.of(
                    "T1010", "the function that matches has to return an object of match, start, end, groups and next");
        }
    }
}
