package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts stably by a function that returns whether its first argument comes after its second. It works with any
 * function; Java's own sort refuses inconsistent ones.
 */
final class MergeSort {
    private final Callable comesAfter;
    private final Evaluation evaluation;

    MergeSort(Callable comesAfter, Evaluation evaluation) {
        this.comesAfter = comesAfter;
        this.evaluation = evaluation;
    }

    List<@Nullable Object> sorted(List<@Nullable Object> list) {
        @Nullable Object[] from = list.toArray();
        @Nullable Object[] to = new @Nullable Object[from.length];
        for (long width = 1; width < from.length; width *= 2) {
            for (long start = 0; start < from.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, from.length);
                merge(from, to, (int) start, middle, (int) Math.min(start + 2 * width, from.length));
            }
            @Nullable Object[] merged = to;
            to = from;
            from = merged;
        }
        return new ArrayList<@Nullable Object>(Arrays.asList(from));
    }

    private void merge(@Nullable Object[] from, @Nullable Object[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            evaluation.step();
            boolean takesRight = left == middle || (right < end && isAfter(from[left], from[right]));
            to[i] = takesRight ? from[right++] : from[left++];
        }
    }

    private boolean isAfter(@Nullable Object left, @Nullable Object right) {
        List<@Nullable Object> arguments = new ArrayList<>(2);
        arguments.add(Items.read(left));
        arguments.add(Items.read(right));
        return Items.isTrue(evaluation.call(comesAfter, arguments), evaluation);
    }
}
