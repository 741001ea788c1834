package dev.gather.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A series as an SVG of two panels: what it is about, and memory; both axes are logarithmic, so that a line of slope 1 is linear. */
final class Plot {
    private static final int PANEL_WIDTH = 450;
    private static final int HEIGHT = 330;
    private static final List<String> COLOURS =
            List.of("#0077bb", "#ee7733", "#009988", "#cc3311", "#33bbee", "#ee3377");

    private final Results results;
    private final Series series;
    private final List<String> functions;

    Plot(Results results, Series series) {
        this.results = results;
        this.series = series;
        this.functions = results.functions().stream().toList();
    }

    @Override
    public String toString() {
        Measure first = series.measures().contains(Measure.PER_SECOND) ? Measure.PER_SECOND : Measure.MEDIAN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        .formatted(2 * PANEL_WIDTH, HEIGHT)
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                + panel(0, first)
                + panel(PANEL_WIDTH, Measure.MEMORY)
                + "</svg>\n";
    }

    private String panel(int left, Measure measure) {
        List<Panel.Line> lines = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            String function = functions.get(i);
            List<Panel.Dot> dots = new ArrayList<>();
            for (int place : series.places()) {
                Optional<Double> median = results.median(series, place, function, measure);
                median.ifPresent(value -> dots.add(new Panel.Dot(place, value)));
            }
            lines.add(new Panel.Line(function, COLOURS.get(i % COLOURS.size()), dots));
        }
        return String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d 0)\">%n%s</g>%n",
                left,
                new Panel(measure.label(), series.axis(), lines, PANEL_WIDTH, HEIGHT));
    }
}
