package dev.gather.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A series as a Markdown table: the reference's medians, and the others' ratios to them with their quartiles. */
final class Table {
    private final Results results;
    private final Series series;
    private final List<String> functions;

    Table(Results results, Series series) {
        this.results = results;
        this.series = series;
        this.functions = new ArrayList<>(results.functions());
        if (functions.remove(Function.REFERENCE)) {
            functions.add(0, Function.REFERENCE);
        }
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        row(table, "", series.axis(), functions);
        row(table, "---", "---", functions.stream().map(function -> "---").toList());
        for (Measure measure : series.measures()) {
            for (int place : series.places()) {
                List<String> cells = functions.stream()
                        .map(function -> cell(place, function, measure))
                        .toList();
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    row(table, measure.label(), number(place), cells);
                }
            }
        }
        return table.append(otherCpu()).toString();
    }

    private String otherCpu() {
        return functions.stream()
                .map(function -> function + " "
                        + series.places().stream()
                                .flatMap(place -> results.median(series, place, function, Measure.OTHER_CPU).stream())
                                .max(Double::compare)
                                .map(Table::number)
                                .orElse("–"))
                .collect(Collectors.joining(
                        ", ",
                        "\nThe highest load of the other CPU, which has upstream and database, in percent: ",
                        ".\n"));
    }

    private static void row(StringBuilder table, String measure, String place, List<String> cells) {
        table.append("| ").append(measure).append(" | ").append(place);
        cells.forEach(cell -> table.append(" | ").append(cell));
        table.append(" |\n");
    }

    private String cell(int place, String function, Measure measure) {
        Optional<Double> median = results.median(series, place, function, measure);
        List<Double> ratios = results.ratios(series, place, function, measure);
        if (function.equals(Function.REFERENCE) || ratios.isEmpty()) {
            return median.map(Table::number).orElse("");
        }
        return "× %s (%s to %s)"
                .formatted(
                        number(Quantiles.median(ratios)),
                        number(Quantiles.of(ratios, 0.25)),
                        number(Quantiles.of(ratios, 0.75)));
    }

    /** With three digits that count, or none behind the point. */
    static String number(double value) {
        String format = value >= 100 || value == Math.rint(value) ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
