package dev.gather.function;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Numbers;
import dev.gather.function.BuiltIn.Arguments;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The functions that AWS Step Functions adds to JSONata, as it documents them. As there, an argument that has to be whole is
 * rounded down.
 */
final class StepFunctions {
    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("partition", "<an:a>", StepFunctions::partition),
            BuiltIn.of("range", "<nnn:a>", StepFunctions::range),
            BuiltIn.of("hash", "<ss:s>", StepFunctions::hash),
            BuiltIn.of("random", "<n?:n>", StepFunctions::random),
            BuiltIn.of("uuid", "<:s>", a -> UUID.randomUUID().toString()),
            BuiltIn.of("parse", "<s:x>", StepFunctions::parse));

    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    /** Bounds within which the difference of two whole numbers is a long. */
    private static final double FARTHEST = 0x1p61;

    /** Spreads the bits of seeds: {@link Random} begins nearly alike for seeds that are close to each other. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What a value counts for among those that an evaluation makes. */
    private static final int BYTES_PER_VALUE = 64;

    private StepFunctions() {}

    private static @Nullable Object partition(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        int size = Numbers.floor(arguments.number(1));
        if (size < 1) {
            throw wrong(2, "1 or more: the size of a part");
        }
        List<?> list = arguments.list(0);
        List<@Nullable Object> parts = new ArrayList<>();
        for (int start = 0, end; start < list.size(); start = end) {
            end = (int) Math.min(list.size(), (long) start + size);
            arguments.evaluation().grown(parts.size() + 1L, end - start + 1L);
            parts.add(part(list, start, end));
        }
        return parts;
    }

    private static List<@Nullable Object> part(List<?> list, int start, int end) {
        List<@Nullable Object> part = new ArrayList<>(end - start);
        for (int i = start; i < end; i++) {
            part.add(list.get(i));
        }
        return part;
    }

    private static @Nullable Object range(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1) || !arguments.has(2)) {
            return null;
        }
        long first = whole(arguments, 0);
        long last = whole(arguments, 1);
        long step = whole(arguments, 2);
        if (step == 0) {
            throw wrong(3, "another number than 0: the step");
        }
        boolean empty = step > 0 ? first > last : first < last;
        long size = empty ? 0 : (last - first) / step + 1;
        arguments.evaluation().grown(size, size);
        List<@Nullable Object> range = new ArrayList<>((int) size);
        for (int i = 0; i < size; i++) {
            range.add(Numbers.of(first + i * step));
        }
        return range;
    }

    private static long whole(Arguments arguments, int index) {
        double whole = Math.floor(Numbers.operand(arguments.number(index)));
        if (Math.abs(whole) > FARTHEST) {
            throw EvaluationException.of("D1001", "argument " + (index + 1) + " is out of the range of whole numbers");
        }
        return Numbers.isInteger(arguments.number(index))
                ? arguments.number(index).longValue()
                : (long) whole;
    }

    private static @Nullable Object hash(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        String algorithm = arguments.text(1);
        if (!ALGORITHMS.contains(algorithm)) {
            throw wrong(2, "MD5, SHA-1, SHA-256, SHA-384 or SHA-512");
        }
        arguments.evaluation().text(arguments.text(0).length());
        byte[] octets = UrlFunctions.utf8(arguments.text(0));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static Object random(Arguments arguments) {
        return arguments.has(0)
                ? new Random(whole(arguments, 0) * SPREAD).nextDouble()
                : ThreadLocalRandom.current().nextDouble();
    }

    private static @Nullable Object parse(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        Evaluation evaluation = arguments.evaluation();
        try {
            return Items.read(ExactJson.read(arguments.text(0), bytes -> evaluation.grown(0, bytes / BYTES_PER_VALUE)));
        } catch (UnreadableJsonException e) {
            throw EvaluationException.of("D3120", "the string " + e.getMessage());
        } catch (IOException e) {
            throw EvaluationException.of("D3120", "the string is not JSON");
        }
    }

    private static EvaluationException wrong(int argument, String allowed) {
        return EvaluationException.of("T0410", "argument " + argument + " has to be " + allowed);
    }
}
