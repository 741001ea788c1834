package dev.gather.openapi;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.composition.Assertion;
import dev.gather.composition.Requirement;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.failure.Verdict;
import dev.gather.jsonata.JsonataSyntax;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statuses with which a composition refuses to answer: those of {@code missing}, {@code invalid}, {@code require} and {@code assert}, and
 * of {@code $error} and {@code $assert} in its expressions.
 */
final class Refusals {
    /** The number of the argument of a function that is the status. */
    private static final Map<String, Integer> STATUS_OF = Map.of("error", 1, "assert", 2);

    private static final Pattern MAY_CALL = Pattern.compile("\\$(error|assert)\\b");

    private static final Set<String> NO_EXPRESSIONS = Set.of("description", "route", "input", "returns");
    private static final String SOURCES = "sources";

    private final SortedMap<Integer, SortedSet<String>> sources = new TreeMap<>();
    private boolean computed;

    Refusals(Described described) {
        described.composition().steps().all().forEach(this::addDeclared);
        described.yaml().entries().forEach((key, entry) -> {
            if (!NO_EXPRESSIONS.contains(key)) {
                addCalls(entry.value(), key.equals(SOURCES));
            }
        });
    }

    /** The statuses, each with the sources whose answers are refused with it. */
    SortedMap<Integer, SortedSet<String>> statuses() {
        return sources;
    }

    /** Whether there may be others, since an expression computes one. */
    boolean areComputed() {
        return computed;
    }

    private void addDeclared(Step step) {
        if (step instanceof Source source) {
            Source.Acceptance acceptance = source.rules().acceptance();
            acceptance.missing().status().ifPresent(status -> add(status, source.name()));
            acceptance.invalid().ifPresent(status -> add(status, source.name()));
            acceptance.require().forEach(requirement -> add(requirement, source.name()));
        } else if (step instanceof Assertion assertion) {
            add(assertion.requirement(), null);
        }
    }

    private void add(Requirement requirement, @Nullable String source) {
        requirement.status().ifPresent(status -> add(status, source));
    }

    private void add(int status, @Nullable String source) {
        SortedSet<String> names = sources.computeIfAbsent(status, absent -> new TreeSet<>());
        if (source != null) {
            names.add(source);
        }
    }

    private void addCalls(YamlNode node, boolean inSource) {
        if (node instanceof YamlMap map) {
            map.entries().values().forEach(entry -> addCalls(entry.value(), inSource));
        } else if (node instanceof YamlScalar scalar) {
            if (MAY_CALL.matcher(scalar.text()).find()) {
                Syntax.possibleTrees(scalar).forEach(tree -> addCalls(tree, inSource));
            }
        } else {
            node.each().forEach(each -> addCalls(each, inSource));
        }
    }

    private void addCalls(Symbol tree, boolean inSource) {
        Integer index = called(tree);
        if (index != null) {
            addCall(JsonataSyntax.arguments(tree), index, inSource);
            JsonataSyntax.arguments(tree).forEach(argument -> addCalls(argument, inSource));
            return;
        }
        boolean elsewhere =
                JsonataSyntax.type(tree).equals("variable") && STATUS_OF.containsKey(JsonataSyntax.value(tree));
        boolean chained = JsonataSyntax.type(tree).equals("apply") && called(JsonataSyntax.child(tree, "rhs")) != null;
        computed |= elsewhere || chained;
        JsonataSyntax.all(tree).forEach(child -> addCalls(child, inSource));
    }

    private static @Nullable Integer called(Symbol tree) {
        return JsonataSyntax.type(tree).equals("function")
                ? STATUS_OF.get(JsonataSyntax.value(JsonataSyntax.child(tree, "procedure")))
                : null;
    }

    private void addCall(List<Symbol> arguments, int index, boolean inSource) {
        if (arguments.size() > index) {
            Symbol status = arguments.get(index);
            if (JsonataSyntax.type(status).equals("number")) {
                add((int) Double.parseDouble(JsonataSyntax.value(status)), null);
            } else {
                computed = true;
            }
        } else if (!inSource) {
            add(Verdict.UNPROCESSABLE_CONTENT.status(), null);
        }
    }
}
