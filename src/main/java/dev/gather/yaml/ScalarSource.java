package dev.gather.yaml;

/**
 * The text of a scalar and where each of its characters came from.
 *
 * @param value the scalar's text after YAML's folding and escapes
 * @param file the whole file's text
 * @param from where the scalar starts in the file, in code points
 * @param start the same as line and column
 */
record ScalarSource(String value, String file, int from, Position start) {
    /**
     * Finds a character's place by following the value through the file. Both have the same characters in the same
     * order but for white space, indentation, quotes and escapes, which are passed over.
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

    /** Counts on from the scalar's start, as YAML ends lines: also a carriage return alone does. */
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
