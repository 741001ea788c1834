package dev.gather.openapi;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.jsonata.JsonataSyntax;
import java.util.List;

/**
 * What is known of the value of a path. Its steps select from each value of a sequence; at the end a sequence of one is its
 * element, and an empty one is nothing. A list that the last step selects from a single value stays as it is.
 */
final class PathInference {
    private final Inference inference;
    private final Components components;

    /**
     * The values between two steps.
     *
     * @param each what is known of each of them
     * @param none whether there may be none
     * @param many whether there may be several
     */
    private record Sequence(Known each, boolean none, boolean many) {
        static final Sequence UNKNOWN = new Sequence(Known.UNKNOWN, true, true);

        Known value() {
            Known one = each.present();
            return (many ? one.or(Known.list(one)) : one).orAbsent(none);
        }

        Known list() {
            return Known.list(each.present()).orAbsent(none || many);
        }

        boolean isUnknown() {
            return each.equals(Known.UNKNOWN);
        }
    }

    PathInference(Inference inference, Components components) {
        this.inference = inference;
        this.components = components;
    }

    /** That of a path. */
    Known of(Symbol path, Known context) {
        List<Symbol> steps = JsonataSyntax.steps(path);
        Sequence sequence = filtered(steps.get(0), start(steps.get(0), context));
        for (int i = 1; i < steps.size() && !sequence.isUnknown(); i++) {
            Symbol step = steps.get(i);
            boolean asItIs = i == steps.size() - 1 && !sequence.many() && !JsonataSyntax.hasFilter(step);
            if (JsonataSyntax.type(step).equals("sort")) {
                sequence = sorted(step, sequence);
                continue;
            }
            Known selected = isPlain(step) ? selected(step, sequence.each()) : Known.UNKNOWN;
            if (asItIs && !path.keepSingletonArray) {
                return selected.orAbsent(sequence.none());
            }
            boolean constructed = step.consarray;
            sequence = constructed ? Sequence.UNKNOWN : sequence(sequence, filtered(step, selected));
        }
        return sequence.isUnknown() ? Known.UNKNOWN : path.keepSingletonArray ? sequence.list() : sequence.value();
    }

    /** That of a variable or a name alone, which may have a predicate. */
    Known ofStep(Symbol step, Known context) {
        Known known = start(step, context);
        if (JsonataSyntax.keepsArray(step)) {
            return Known.UNKNOWN;
        }
        return JsonataSyntax.hasFilter(step) ? filtered(step, known).value() : known;
    }

    private static boolean isPlain(Symbol step) {
        return step.group == null && step.focus == null && step.index == null && step.tuple == null;
    }

    private Known start(Symbol step, Known context) {
        if (!isPlain(step)) {
            return Known.UNKNOWN;
        }
        return switch (JsonataSyntax.type(step)) {
            case "variable" -> inference.variable(step, context);
            case "name" -> context.member(JsonataSyntax.value(step), components);
            default -> inference.value(step, context);
        };
    }

    private Known selected(Symbol step, Known each) {
        return JsonataSyntax.type(step).equals("name")
                ? each.member(JsonataSyntax.value(step), components)
                : inference.value(step, each);
    }

    private Sequence filtered(Symbol step, Known known) {
        Known items = known.items(components);
        if (items.equals(Known.UNKNOWN)) {
            return Sequence.UNKNOWN;
        }
        boolean list = known.mayBeList();
        boolean filter = JsonataSyntax.hasFilter(step);
        boolean one = JsonataSyntax.hasIndex(step);
        return new Sequence(items.present(), known.absent() || list || filter, list && !one);
    }

    /** A predicate behind it is about the whole sequence. */
    private static Sequence sorted(Symbol step, Sequence before) {
        return new Sequence(
                before.each(),
                before.none() || JsonataSyntax.hasFilter(step),
                before.many() && !JsonataSyntax.hasIndex(step));
    }

    private static Sequence sequence(Sequence before, Sequence each) {
        return each.isUnknown()
                ? each
                : new Sequence(each.each(), before.none() || each.none(), before.many() || each.many());
    }
}
