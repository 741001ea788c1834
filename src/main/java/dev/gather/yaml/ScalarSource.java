package dev.gather.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * The text of a scalar, and where it stands in the file.
 *
 * @param value the scalar's text, with YAML's folding and escapes applied
 * @param style how it is written: plain, quoted or as a block
 * @param span its place in the file
 */
record ScalarSource(String value, ScalarStyle style, Span span) {
    private static final int LONGEST_REST = 200;

    /**
     * A part of a file.
     *
     * @param file the whole file's text
     * @param from its start, in {@code char}s
     * @param to its end
     * @param start its start as line and column
     */
    record Span(String file, int from, int to, Position start) {}

    /** The place of the value's character at an offset. */
    Position positionOf(int offset) {
        return new ScalarWalk(this).positionOf(offset);
    }

    /** The places of several characters, whose offsets ascend, in one pass. */
    List<Position> positionsOf(List<Integer> offsets) {
        ScalarWalk walk = new ScalarWalk(this);
        List<Position> positions = new ArrayList<>();
        for (int offset : offsets) {
            positions.add(walk.positionOf(offset));
        }
        return positions;
    }

    /** What follows the scalar on its last line, as far as {@value #LONGEST_REST} characters. */
    String rest() {
        String file = span.file();
        int end = span.to();
        int last = Math.min(file.length(), end + LONGEST_REST);
        while (end < last && file.charAt(end) != '\n' && file.charAt(end) != '\r') {
            end++;
        }
        return file.substring(Math.min(span.to(), end), end);
    }
}
