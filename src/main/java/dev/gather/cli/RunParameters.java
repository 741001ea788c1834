package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that {@code run} was given.
 *
 * @param arguments those of the call
 */
record RunParameters(Arguments arguments) {
    private static final long LONGEST_INPUT = 64 << 20;
    private static final Duration CONVERTING = Duration.ofSeconds(10);

    /**
     * Reads them.
     *
     * @param texts each {@code key=value}, as in a query
     * @param input a JSON object
     */
    static RunParameters of(List<String> texts, String input) {
        return new RunParameters(Arguments.direct(texts(texts), values(input), CallContext.NONE));
    }

    /** The input of a case that does the same: as it was given, and texts as what they were converted to. */
    Map<String, @Nullable Object> converted(Composition composition) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>(arguments.values());
        input.putAll(arguments.texts());
        try {
            Map<String, @Nullable Object> accepted =
                    composition.endpoint().input().accept(arguments.texts(), arguments.values(), CONVERTING);
            arguments.texts().keySet().forEach(text -> input.put(text, accepted.get(text)));
        } catch (Failure notAccepted) {
            // The case is about just that.
            return input;
        }
        return input;
    }

    private static Map<String, Object> texts(List<String> parameters) {
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String text : parameters) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UnusableException("'" + text + "' is no parameter: write key=value");
            }
            String value = text.substring(equals + 1);
            texts.merge(text.substring(0, equals), value, RunParameters::both);
        }
        return texts;
    }

    /** A parameter that is repeated is a list, as in a query. */
    private static Object both(Object first, Object second) {
        List<Object> all = new ArrayList<>(first instanceof List<?> list ? list : List.of(first));
        all.add(second);
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> values(String input) {
        try {
            if (ExactJson.read(input.getBytes(StandardCharsets.UTF_8), LONGEST_INPUT) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
            throw new UnusableException("--input must be a JSON object");
        } catch (UnreadableJsonException e) {
            throw new UnusableException("--input is not JSON: " + e.getMessage());
        }
    }
}
