package dev.gather.source;

import dev.gather.expression.Expression;
import dev.gather.expression.Reference;
import dev.gather.expression.Template;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;

/** The variables that a template may name; notes any other one, and functions that do not exist, as problems. */
record Names(Set<String> known, Problems problems) {
    private static final String PAGE = "the page on functions lists them";

    /** Whether all variables and functions of a template are known. */
    boolean areKnown(YamlScalar scalar, Template template) {
        boolean all = true;
        for (Reference reference : template.references()) {
            boolean isKnown = known.contains(reference.name());
            if (!isKnown) {
                problems.addWithin(
                        scalar, reference.offset(), fault(reference.name()), variableRemedy(reference.name()));
            }
            all &= isKnown;
        }
        for (Reference function : template.unknownFunctions()) {
            boolean variable = known.contains(function.name());
            String fault = variable
                    ? "$" + function.name() + " is a variable and cannot be called"
                    : "unknown function $" + function.name();
            problems.addWithin(
                    scalar,
                    function.offset(),
                    fault,
                    variable ? "the page on functions lists what can be" : functionRemedy(function.name()));
            all = false;
        }
        return all;
    }

    private static String fault(String name) {
        return switch (name) {
            case ReservedVariables.ITEM,
                    ReservedVariables.INDEX,
                    ReservedVariables.ERROR,
                    ReservedVariables.VALUE,
                    ReservedVariables.STATUS,
                    ReservedVariables.HEADERS -> "$" + name + " is not defined here";
            default -> "unknown variable $" + name;
        };
    }

    private String variableRemedy(String name) {
        Optional<String> function = DidYouMean.nearest(name, Expression.functions());
        return switch (name) {
            case ReservedVariables.ITEM, ReservedVariables.INDEX -> "only a source with forEach has it";
            case ReservedVariables.ERROR -> "only a fallback has it";
            case ReservedVariables.VALUE -> "only require and value of a source have it";
            case ReservedVariables.STATUS, ReservedVariables.HEADERS ->
                "only require and value of a source with http have it";
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
