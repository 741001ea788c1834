package dev.gather.function;

import dev.gather.evaluation.Callable;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    List<Object> sorted(List<Object> list) {
        Object[] from = list.toArray();
        Object[] to = new Object[from.length];
        for (long width = 1; width < from.length; width *= 2) {
            for (long start = 0; start < from.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, from.length);
                merge(from, to, (int) start, middle, (int) Math.min(start + 2 * width, from.length));
            }
            Object[] merged = to;
            to = from;
            from = merged;
        }
        return new ArrayList<>(Arrays.asList(from));
    }

    private void merge(Object[] from, Object[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            evaluation.step();
            boolean takesRight = left == middle || (right < end && isAfter(from[left], from[right]));
            to[i] = takesRight ? from[right++] : from[left++];
        }
    }

    private boolean isAfter(Object left, Object right) {
        List<Object> arguments = new ArrayList<>(2);
        arguments.add(Items.read(left));
        arguments.add(Items.read(right));
        return Items.isTrue(evaluation.call(comesAfter, arguments), evaluation);
    }
}
