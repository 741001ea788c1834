package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.regex.WatchedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as a function. It is matched by backtracking, as in JSONata, so each read of a character counts
 * as a step against the time limit.
 */
public final class RegularExpression implements Callable {
    private final Pattern pattern;

    /** @param pattern what the function finds */
    public RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * One match. The function {@code next} can be looked up but is not a member, so that it is never part of the
     * output.
     */
    static final class Match extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;
        private final transient Callable next;

        Match(Callable next) {
            this.next = next;
        }

        Callable next() {
            return next;
        }
    }

    /** A part of the text that matches. */
    record Place(String text, int start, int end, List<@Nullable String> groups) {
        String match() {
            return text.substring(start, end);
        }
    }

    /** The matches in a text, one after the other. */
    final class Search {
        private final String text;
        private final Matcher matcher;
        private int from;
        private boolean begun;

        Search(String text, Evaluation evaluation) {
            this.text = text;
            this.matcher = pattern.matcher(new WatchedText(text, evaluation::step));
        }

        /** The next match, or null. */
        @Nullable
        Place next() {
            if (begun && from >= text.length()) {
                return null;
            }
            if (!find()) {
                return null;
            }
            if (begun && matcher.end() == matcher.start()) {
                throw EvaluationException.of("D1004", "the regular expression matches an empty string");
            }
            begun = true;
            from = matcher.end();
            return new Place(text, matcher.start(), matcher.end(), groups());
        }

        private boolean find() {
            try {
                return matcher.find(from);
            } catch (StackOverflowError e) {
                throw new EvaluationException(
                        "a regular expression repeats a group too often for a text of that length");
            }
        }

        private List<@Nullable String> groups() {
            List<@Nullable String> groups = new ArrayList<>(matcher.groupCount());
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i));
            }
            return groups;
        }
    }

    Search search(String text, Evaluation evaluation) {
        return new Search(text, evaluation);
    }

    @Override
    public @Nullable Object call(List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation) {
        Object text = arguments.isEmpty() ? null : arguments.get(0);
        return text instanceof String string ? match(search(string, evaluation)) : null;
    }

    private static @Nullable Object match(Search search) {
        Place place = search.next();
        if (place == null) {
            return null;
        }
        Map<String, Object> match = new Match(new Next(search));
        match.put("match", place.match());
        match.put("start", place.start());
        match.put("end", place.end());
        match.put("groups", place.groups());
        return match;
    }

    private record Next(Search search) implements Callable {
        @Override
        public @Nullable Object call(
                List<@Nullable Object> arguments, @Nullable Object context, Evaluation evaluation) {
            return RegularExpression.match(search);
        }

        @Override
        public int arity() {
            return 0;
        }
    }

    @Override
    public int arity() {
        return 1;
    }
}
