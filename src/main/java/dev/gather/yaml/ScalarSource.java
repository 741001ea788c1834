package dev.gather.yaml;

/**
 * The text of a scalar, and where its characters are in the file.
 *
 * @param value the scalar's text, with YAML's folding and escapes applied
 * @param file the whole file's text
 * @param from the scalar's start in the file, in code points
 * @param start the scalar's start as line and column
 */
record ScalarSource(String value, String file, int from, Position start) {
    /**
     * The place of a character, found by following the value through the file. Both have the same characters in the same
     * order except for white space, quotes and escapes, which are skipped.
     */
    Position positionOf(int offset) {
        int begin = file.offsetByCodePoints(0, from);
        int at = begin;
        for (int i = 0; i <= offset && i < value.length(); i++) {
            char wanted = value.charAt(i);
            if (!Character.isWhitespace(wanted)) {
                int found = file.indexOf(wanted, at);
                if (found < 0) {
                    return start;
                }
                if (i == offset) {
                    return position(begin, found);
                }
                at = found + 1;
            }
        }
        return position(begin, Math.min(at, file.length()));
    }

    /** Counts lines and columns from the scalar's start. In YAML a carriage return alone ends a line, too. */
    private Position position(int begin, int index) {
        int line = start.line();
        int column = start.column();
        for (int i = begin; i < index; i += Character.charCount(file.codePointAt(i))) {
            boolean lineEnds = file.charAt(i) == '\n' || (file.charAt(i) == '\r' && !file.startsWith("\n", i + 1));
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + 1;
        }
        return new Position(line, column);
    }
}
