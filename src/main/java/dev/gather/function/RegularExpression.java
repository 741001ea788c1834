package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression. It is matched by backtracking, as JSONata's are, so that it is the text that looks at the clock
 * whenever a character is read.
 */
public final class RegularExpression implements Callable {
    private final Pattern pattern;

    /** A function that finds the matches of a pattern. */
    public RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    /** One match. {@code next} is a function, which is there for whoever asks for it and no member of the object. */
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

    /** A text that looks at the clock when it is read. */
    private record Watched(String text, Evaluation evaluation) implements CharSequence {
        @Override
        public char charAt(int index) {
            evaluation.step();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A place where it matches. */
    record Place(String text, int start, int end, List<String> groups) {
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
            this.matcher = pattern.matcher(new Watched(text, evaluation));
        }

        /** The next match, or null. */
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

        private List<String> groups() {
            List<String> groups = new ArrayList<>(matcher.groupCount());
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
    public Object call(List<Object> arguments, Object context, Evaluation evaluation) {
        Object text = arguments.isEmpty() ? null : arguments.get(0);
        return text instanceof String string ? match(search(string, evaluation)) : null;
    }

    private static Object match(Search search) {
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
        public Object call(List<Object> arguments, Object context, Evaluation evaluation) {
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
