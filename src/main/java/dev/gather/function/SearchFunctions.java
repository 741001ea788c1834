package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.function.BuiltIn.Arguments;
import dev.gather.function.TextSearch.Hit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions that look for something in a string. */
final class SearchFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("contains", "<s-(sf):b>", SearchFunctions::contains),
            BuiltIn.of("match", "<s-f<s:o>n?:a<o>>", SearchFunctions::match),
            BuiltIn.of("replace", "<s-(sf)(sf)n?:s>", SearchFunctions::replace),
            BuiltIn.of("split", "<s-(sf)n?:a<s>>", SearchFunctions::split));

    private SearchFunctions() {}

    private static Supplier<@Nullable Hit> hits(Arguments arguments) {
        return TextSearch.of(arguments.text(0), arguments.get(1), arguments.evaluation());
    }

    private static int limit(Arguments arguments, int index, String code) {
        int limit = arguments.integer(index, Integer.MAX_VALUE);
        if (limit < 0) {
            throw EvaluationException.of(code, "argument " + (index + 1) + " has to be a positive number");
        }
        return limit;
    }

    private static @Nullable Object contains(Arguments arguments) {
        boolean given = arguments.has(0) && arguments.has(1);
        return given ? hits(arguments).get() != null : null;
    }

    private static @Nullable Object match(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        Sequence found = Sequence.empty();
        int limit = limit(arguments, 2, "D3040");
        Supplier<@Nullable Hit> hits = hits(arguments);
        for (int i = 0; i < limit; i++) {
            Hit hit = hits.get();
            if (hit == null) {
                break;
            }
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", hit.match());
            match.put("index", hit.start());
            match.put("groups", hit.groups());
            found.put(match);
            arguments.evaluation().grown(found.size(), 4L + hit.match().length() / 16);
        }
        return found;
    }

    private static @Nullable Object split(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        int limit = limit(arguments, 2, "D3020");
        if (!arguments.has(1)) {
            return List.of(arguments.text(0));
        }
        return "".equals(arguments.get(1)) ? characters(arguments, limit) : parts(arguments, limit);
    }

    private static List<Object> characters(Arguments arguments, int limit) {
        String text = arguments.text(0);
        List<Object> characters = new ArrayList<>();
        int from = 0;
        while (from < text.length() && characters.size() < limit) {
            int to = text.offsetByCodePoints(from, 1);
            characters.add(text.substring(from, to));
            arguments.evaluation().grown(characters.size(), 1);
            from = to;
        }
        return characters;
    }

    private static List<Object> parts(Arguments arguments, int limit) {
        String text = arguments.text(0);
        List<Object> parts = new ArrayList<>();
        Supplier<@Nullable Hit> hits = hits(arguments);
        int from = 0;
        while (parts.size() < limit) {
            Hit hit = hits.get();
            String part = hit == null ? text.substring(from) : text.substring(from, hit.start());
            parts.add(part);
            arguments.evaluation().grown(parts.size(), 1 + part.length() / 16);
            if (hit == null) {
                break;
            }
            from = hit.end();
        }
        return parts;
    }

    private static @Nullable Object replace(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        if (!arguments.has(1) || !arguments.has(2)) {
            return arguments.text(0);
        }
        if ("".equals(arguments.get(1))) {
            throw EvaluationException.of("D3010", "an empty string cannot be replaced");
        }
        int limit = limit(arguments, 3, "D3011");
        String text = arguments.text(0);
        StringBuilder replaced = new StringBuilder();
        Supplier<@Nullable Hit> hits = hits(arguments);
        int from = 0;
        for (int i = 0; i < limit; i++) {
            Hit hit = hits.get();
            if (hit == null) {
                break;
            }
            int before = replaced.length();
            replaced.append(text, from, hit.start()).append(replacement(arguments, hit));
            arguments.evaluation().growing(replaced.length(), replaced.length() - before);
            from = hit.start() + hit.match().length();
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private static String replacement(Arguments arguments, Hit hit) {
        if (arguments.get(2) instanceof String template) {
            return arguments.get(1) instanceof String ? template : filled(template, hit);
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", hit.match());
        match.put("start", hit.start());
        match.put("end", hit.end());
        match.put("groups", hit.groups());
        Object replacement = arguments.evaluation().call(arguments.function(2), List.of(match));
        if (replacement instanceof String text) {
            return text;
        }
        throw EvaluationException.of(
                "D3012", "the function that replaces has to return a string, not the type " + Items.type(replacement));
    }

    /**
     * The template with {@code $0} replaced by the match, {@code $1} and so on by its groups, {@code $$} by a dollar
     * sign.
     */
    private static String filled(String template, Hit hit) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', from)) {
            filled.append(template, from, dollar);
            from = dollar + 1;
            if (template.startsWith("$", from)) {
                filled.append('$');
                from++;
            } else {
                from = appendGroup(filled, template, from, hit);
            }
        }
        return filled.append(template, from, template.length()).toString();
    }

    /** Appends the group whose number starts at an index; returns the index after the number. */
    private static int appendGroup(StringBuilder filled, String template, int from, Hit hit) {
        int groups = hit.groups().size();
        int digits = groups == 0 ? 1 : String.valueOf(groups).length();
        int end = from;
        while (end < template.length() && end < from + digits && isDigit(template.charAt(end))) {
            end++;
        }
        if (end == from) {
            filled.append('$');
            return from;
        }
        if (template.charAt(from) == '0') {
            filled.append(hit.match());
            return from + 1;
        }
        if (end > from + 1 && Integer.parseInt(template.substring(from, end)) > groups) {
            end--;
        }
        int group = Integer.parseInt(template.substring(from, end));
        if (group <= groups && hit.groups().get(group - 1) != null) {
            filled.append(hit.groups().get(group - 1));
        }
        return end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
