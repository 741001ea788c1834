package dev.gather.peers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Lines over two logarithmic axes, as SVG elements. */
final class Panel {
    private static final int LEFT = 60;
    private static final int RIGHT = 90; // the lines' names stand there
    private static final int TOP = 34;
    private static final int BOTTOM = 46;
    private static final int NAME_HEIGHT = 13;
    private static final double[] STEPS = {1, 2, 5};

    /** One value. */
    record Dot(double x, double y) {}

    /** The values of one function, from left to right. */
    record Line(String name, String colour, List<Dot> dots) {
        Dot last() {
            return dots.get(dots.size() - 1);
        }
    }

    /** Maps values to pixels, the lowest value to the first of them. */
    private record Axis(double low, double high, double from, double to) {
        static Axis of(List<Line> lines, ToDoubleFunction<Dot> value, double from, double to) {
            double low = Double.MAX_VALUE;
            double high = 0;
            for (Line line : lines) {
                for (Dot dot : line.dots()) {
                    low = Math.min(low, value.applyAsDouble(dot));
                    high = Math.max(high, value.applyAsDouble(dot));
                }
            }
            return new Axis(low * 0.9, high * 1.1, from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log(value / low) / Math.log(high / low);
        }

        /** 1, 2 and 5 times the powers of ten; only those powers if they are many. */
        double[] ticks() {
            double decades = Math.log10(high / low);
            return DoubleStream.iterate(
                            Math.pow(10, Math.floor(Math.log10(low))), decade -> decade < high, decade -> decade * 10)
                    .flatMap(decade -> DoubleStream.of(STEPS)
                            .limit(decades > 2.5 ? 1 : STEPS.length)
                            .map(step -> step * decade))
                    .filter(tick -> tick >= low && tick <= high)
                    .toArray();
        }
    }

    private final String title;
    private final String label;
    private final List<Line> lines;
    private final Axis x;
    private final Axis y;

    Panel(String title, String label, List<Line> lines, int width, int height) {
        this.title = title;
        this.label = label;
        this.lines = lines.stream().filter(line -> !line.dots().isEmpty()).toList();
        this.x = Axis.of(lines, Dot::x, LEFT, width - RIGHT);
        this.y = Axis.of(lines, Dot::y, height - BOTTOM, TOP);
    }

    @Override
    public String toString() {
        StringBuilder svg = new StringBuilder();
        text(svg, LEFT, TOP - 14, "start", "#000", title);
        text(svg, (x.from() + x.to()) / 2, y.from() + 36, "middle", "#000", label);
        for (double tick : x.ticks()) {
            line(svg, x.at(tick), y.from(), x.at(tick), y.to());
            text(svg, x.at(tick), y.from() + 16, "middle", "#555", Table.number(tick));
        }
        for (double tick : y.ticks()) {
            line(svg, x.from(), y.at(tick), x.to(), y.at(tick));
            text(svg, x.from() - 6, y.at(tick) + 4, "end", "#555", Table.number(tick));
        }
        double lastName = 0;
        for (Line line : downwards()) {
            draw(svg, line);
            Dot last = line.last();
            lastName = Math.max(lastName + NAME_HEIGHT, y.at(last.y()) + 4);
            text(svg, x.at(last.x()) + 6, lastName, "start", line.colour(), line.name());
        }
        return svg.toString();
    }

    /** From the line that ends highest, so that names which would lie upon each other can make room downwards. */
    private List<Line> downwards() {
        return lines.stream()
                .sorted(Comparator.comparingDouble((Line line) -> line.last().y())
                        .reversed())
                .toList();
    }

    private void draw(StringBuilder svg, Line line) {
        String points = line.dots().stream()
                .map(dot -> String.format(Locale.ROOT, "%.1f,%.1f", x.at(dot.x()), y.at(dot.y())))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>%n"
                .formatted(line.colour(), points));
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line stroke=\"#ddd\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
