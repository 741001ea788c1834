package dev.gather.sql;

import dev.gather.dev.EmbeddedDatabase;
import dev.gather.sql.RowsToAnswer.Output;
import dev.gather.sql.RowsToAnswer.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares Gather's answers of rows with those of a loop written by hand. Each is measured in fresh processes in turn with the
 * other, round for round, as noise then hits both alike; and written as a Markdown table.
 */
final class RowRatios {
    private static final int[] COLUMNS = {5, 20, 50};
    private static final int[] ROWS = {1, 10, 100, 1_000, 10_000};

    /**
     * What one process measured, for each call.
     *
     * @param micros from the call to the answer's bytes, in microseconds
     * @param cpu the event loop's processor time, in microseconds
     * @param bytes what was allocated, in bytes
     */
    private record Measured(double micros, double cpu, double bytes) {
        static Measured of(RunResult result) {
            return new Measured(
                    result.getPrimaryResult().getScore(),
                    secondary(result, "cpu") / secondary(result, "calls") / 1_000,
                    secondary(result, "gc.alloc.rate.norm"));
        }

        private static double secondary(RunResult result, String name) {
            return result.getSecondaryResults().get(name).getScore();
        }
    }

    private final String url;
    private final int rounds;
    private final int[] numbers;

    private RowRatios(String url, int rounds, int[] numbers) {
        this.url = url;
        this.rounds = rounds;
        this.numbers = numbers;
    }

    /** @param arguments the number of rounds, three without it, which take half an hour; and the numbers of rows, all without them */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int[] numbers = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray()
                : ROWS;
        try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
            WideTable.create(database);
            new RowRatios(database.url(), rounds, numbers).compare();
        }
    }

    private void compare() throws RunnerException {
        print(
                "|  | columns | rows | loop, rows/s | its CPU per row, µs | Gather: time | CPU | CPU per row, µs | bytes |");
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Output output : Output.values()) {
            for (int columns : COLUMNS) {
                for (int rows : numbers) {
                    line(output, columns, rows);
                }
            }
        }
    }

    private void line(Output output, int columns, int rows) throws RunnerException {
        List<Measured> byHand = new ArrayList<>();
        List<Measured> gathered = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            byHand.add(measure(Way.LOOP, output, columns, rows));
            gathered.add(measure(Way.GATHER, output, columns, rows));
        }
        print("| %s | %s | %,d | %,.0f | %.2f | %s | %s | %.2f | %s |"
                .formatted(
                        output.name().toLowerCase(Locale.ROOT),
                        columns,
                        rows,
                        rows / median(byHand, Measured::micros) * 1_000_000,
                        median(byHand, Measured::cpu) / rows,
                        ratio(byHand, gathered, Measured::micros),
                        ratio(byHand, gathered, Measured::cpu),
                        median(gathered, Measured::cpu) / rows,
                        ratio(byHand, gathered, Measured::bytes)));
    }

    private Measured measure(Way way, Output output, int columns, int rows) throws RunnerException {
        var options = new OptionsBuilder()
                .include(RowsToAnswer.class.getName())
                .param("way", way.name())
                .param("output", output.name())
                .param("columns", String.valueOf(columns))
                .param("rows", String.valueOf(rows))
                .addProfiler(GCProfiler.class)
                .jvmArgsPrepend("-D" + RowsToAnswer.DATABASE + "=" + url)
                .verbosity(VerboseMode.SILENT)
                .build();
        return Measured.of(new Runner(options).runSingle());
    }

    private static double median(List<Measured> measured, ToDoubleFunction<Measured> value) {
        return median(measured.stream().mapToDouble(value).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The median of the rounds' ratios, with the least and the greatest. */
    private static String ratio(List<Measured> byHand, List<Measured> gathered, ToDoubleFunction<Measured> value) {
        double[] ratios = IntStream.range(0, byHand.size())
                .mapToDouble(i -> value.applyAsDouble(gathered.get(i)) / value.applyAsDouble(byHand.get(i)))
                .sorted()
                .toArray();
        return "× %.2f (%.2f to %.2f)".formatted(median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
