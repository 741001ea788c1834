package dev.gather.function;

import dev.gather.evaluation.Equality;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Numbers;
import dev.gather.evaluation.Sequence;
import dev.gather.function.BuiltIn.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The functions over lists. */
final class ListFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("append", "<xx:a>", ListFunctions::append),
            BuiltIn.of("reverse", "<a:a>", ListFunctions::reverse),
            BuiltIn.of("shuffle", "<a:a>", ListFunctions::shuffle),
            BuiltIn.of("sort", "<af?:a>", ListFunctions::sort),
            BuiltIn.of("distinct", "<x:x>", ListFunctions::distinct),
            new BuiltIn("zip", Signature.of("<a+>"), 0, ListFunctions::zip));

    private ListFunctions() {}

    private static @Nullable Object append(Arguments arguments) {
        Object first = arguments.get(0);
        Object second = arguments.get(1);
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        List<?> left = Items.list(first);
        List<?> right = Items.list(second);
        long size = (long) left.size() + right.size();
        arguments.evaluation().grown(size, 0);
        List<@Nullable Object> all = copy(left, arguments.evaluation());
        all.addAll(copy(right, arguments.evaluation()));
        return all;
    }

    private static List<@Nullable Object> copy(Arguments arguments) {
        return copy(arguments.list(0), arguments.evaluation());
    }

    /** Copies step by step, within the time limit: a long range takes a while. */
    private static List<@Nullable Object> copy(List<?> list, Evaluation evaluation) {
        evaluation.grown(list.size(), list.size());
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            evaluation.step();
            copy.add(element);
        }
        return copy;
    }

    private static @Nullable Object reverse(Arguments arguments) {
        if (!arguments.has(0) || arguments.list(0).size() < 2) {
            return arguments.get(0);
        }
        List<@Nullable Object> reversed = copy(arguments);
        Collections.reverse(reversed);
        return reversed;
    }

    private static @Nullable Object shuffle(Arguments arguments) {
        if (!arguments.has(0) || arguments.list(0).size() < 2) {
            return arguments.get(0);
        }
        List<@Nullable Object> shuffled = copy(arguments);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            arguments.evaluation().step();
            Collections.swap(shuffled, i, ThreadLocalRandom.current().nextInt(i + 1));
        }
        return shuffled;
    }

    private static @Nullable Object sort(Arguments arguments) {
        if (!arguments.has(0) || arguments.list(0).size() < 2) {
            return arguments.get(0);
        }
        Evaluation evaluation = arguments.evaluation();
        List<@Nullable Object> sorted = copy(arguments);
        if (arguments.has(1)) {
            return new MergeSort(arguments.function(1), evaluation).sorted(sorted);
        }
        if (Items.areNumbers(sorted, evaluation)) {
            sorted.sort((left, right) -> {
                evaluation.step();
                return Numbers.compare((Number) left, (Number) right);
            });
        } else if (Items.areStrings(sorted, evaluation)) {
            sorted.sort((left, right) -> {
                evaluation.step();
                return ((String) left).compareTo((String) right);
            });
        } else {
            throw EvaluationException.of(
                    "D3070",
                    "only an array of numbers or one of strings is sorted without a function that compares, and an"
                            + " element is of type "
                            + Items.typeBeside(
                                    Items.type(Items.read(sorted.get(0))).equals("string") ? "string" : "number",
                                    sorted));
        }
        return sorted;
    }

    private static @Nullable Object distinct(Arguments arguments) {
        if (!(arguments.get(0) instanceof List<?> list) || list.size() < 2) {
            return arguments.get(0);
        }
        Equality equality = new Equality(arguments.evaluation());
        Set<String> seen = new HashSet<>();
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object element : list) {
            if (seen.add(equality.key(Items.read(element)))) {
                kept.add(element);
                arguments.evaluation().grown(kept.size(), 2);
            }
        }
        return Sequence.isQuery(list) ? Sequence.over(kept) : kept;
    }

    private static Object zip(Arguments arguments) {
        int length = Integer.MAX_VALUE;
        for (Object list : arguments.values()) {
            length = list == null ? 0 : Math.min(length, ((List<?>) list).size());
        }
        List<@Nullable Object> zipped = new ArrayList<>();
        for (int i = 0; i < length && !arguments.values().isEmpty(); i++) {
            List<@Nullable Object> tuple = new ArrayList<>(arguments.values().size());
            for (Object list : arguments.values()) {
                tuple.add(Items.list(list).get(i));
            }
            zipped.add(tuple);
            arguments.evaluation().grown(zipped.size(), tuple.size() + 1L);
        }
        return zipped;
    }
}
