package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.Reference;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;

/** The variables that a template may name; notes any other one, and functions that do not exist, as problems. */
record Names(Set<String> known, Problems problems) {
    private static final String PAGE = "the page on functions lists them";

    /**
     * Whether all variables of a template are known.
     *
     * @param functions the functions that it calls, and that do not exist
     */
    boolean areKnown(YamlScalar scalar, Set<Reference> variables, Set<Reference> functions) {
        boolean allKnown = functions.isEmpty();
        for (Reference variable : variables) {
            if (!known.contains(variable.name())) {
                problems.addWithin(
                        ProblemCode.UNKNOWN_VARIABLE,
                        scalar,
                        variable.offset(),
                        fault(variable.name()),
                        variableRemedy(variable.name()));
                allKnown = false;
            }
        }
        functions.forEach(function -> addFunction(scalar, function));
        return allKnown;
    }

    private void addFunction(YamlScalar scalar, Reference function) {
        String name = function.name();
        if (known.contains(name)) {
            problems.addWithin(
                    ProblemCode.UNKNOWN_FUNCTION,
                    scalar,
                    function.offset(),
                    "$" + name + " is a variable and cannot be called",
                    "the page on functions lists what can be");
        } else {
            problems.addWithin(
                    ProblemCode.UNKNOWN_FUNCTION,
                    scalar,
                    function.offset(),
                    "unknown function $" + name,
                    functionRemedy(name));
        }
    }

    private static String fault(String name) {
        return switch (name) {
            case ReservedVariables.ITEM,
                    ReservedVariables.INDEX,
                    ReservedVariables.ERROR,
                    ReservedVariables.VALUE,
                    ReservedVariables.STATUS,
                    ReservedVariables.HEADERS,
                    ReservedVariables.BODY -> "$" + name + " is not defined here";
            default -> "unknown variable $" + name;
        };
    }

    private String variableRemedy(String name) {
        Optional<String> function = DidYouMean.nearest(name, Expression.functions());
        return switch (name) {
            case ReservedVariables.ITEM, ReservedVariables.INDEX ->
                "only a source with forEach has it; with batch, its requests have $items";
            case ReservedVariables.ITEMS -> "only the requests of a source with batch have it";
            case ReservedVariables.ANSWER -> "only match of a source with batch has it";
            case ReservedVariables.ERROR -> "only a fallback has it";
            case ReservedVariables.VALUE -> "only require and value of a source have it";
            case ReservedVariables.BODY -> "only paginate of a source with http has it";
            case ReservedVariables.STATUS -> "only require and value of a source with http have it";
            case ReservedVariables.HEADERS -> "only require, value and paginate of a source with http have it";
            default ->
                DidYouMean.nearest(name, known).isEmpty() && function.isPresent()
                        ? "did you mean the function $" + function.get() + "?"
                        : DidYouMean.remedy(name, known, "$");
        };
    }

    private static String functionRemedy(String name) {
        return DidYouMean.nearest(name, Expression.functions())
                .map(function -> "did you mean $" + function + "? (" + PAGE + ")")
                .orElse(PAGE);
    }
}
