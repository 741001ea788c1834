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

    private Position position(int begin, int index) {
        int lineStart = file.lastIndexOf('\n', index - 1) + 1;
        int line = start.line()
                + (int) file.substring(Math.min(begin, index), index)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Position(line, index - lineStart + 1);
    }
}
