package dev.gather.console;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Reference;
import dev.gather.expression.Variables;
import dev.gather.yaml.DidYouMean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions over the values of a run. */
record ExpressionPad(Ran ran) {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /**
     * The expression's value as a JSON object with {@code value}, or with {@code fault} and, if it is known, {@code offset} in
     * characters.
     *
     * @param written an expression, with or without the delimiters around it
     */
    Map<String, @Nullable Object> evaluate(String written) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        String text = bare(written);
        try {
            Expression expression = Expression.parse(text);
            Optional<String> unknown = unknown(expression);
            if (unknown.isPresent()) {
                document.put("fault", unknown.get());
            } else {
                document.put("value", expression.evaluate(variables()));
            }
        } catch (ExpressionSyntaxException e) {
            document.put("fault", e.getMessage());
            document.put("offset", e.offset() + written.indexOf(text));
        } catch (EvaluationException e) {
            document.put("fault", e.getMessage());
        }
        return document;
    }

    private Variables variables() {
        return Variables.within(() -> LONGEST).with(ran.values());
    }

    private static String bare(String written) {
        String stripped = written.strip();
        boolean delimited = stripped.startsWith("{%") && stripped.endsWith("%}") && stripped.length() >= 4;
        return delimited ? stripped.substring(2, stripped.length() - 2).strip() : stripped;
    }

    /** Why a variable has no value, if one has none. */
    private Optional<String> unknown(Expression expression) {
        Set<String> known = ran.values().keySet();
        Optional<Reference> function = expression.unknownFunctions().stream().findFirst();
        if (function.isPresent()) {
            String name = function.get().name();
            return Optional.of(
                    "unknown function $" + name + ", " + DidYouMean.remedy(name, Expression.functions(), "$"));
        }
        return expression.references().stream()
                .map(Reference::name)
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(this::missing);
    }

    private String missing(String name) {
        boolean step = ran.subject().composition().steps().all().stream()
                .anyMatch(known -> known.name().equals(name));
        return step
                ? "$" + name + " has no value: it had not ended, or had failed, when the run ended"
                : "unknown variable $" + name + ", "
                        + DidYouMean.remedy(name, ran.values().keySet(), "$");
    }
}
