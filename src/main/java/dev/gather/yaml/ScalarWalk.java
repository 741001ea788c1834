package dev.gather.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Follows the value of a scalar through the file. Both have the same characters in the same order except for white space,
 * which YAML folds, and for escapes.
 */
final class ScalarWalk {
    private final ScalarSource source;
    private final String file;
    private int at;
    private int line;
    private int column;
    private int passed;

    /** A piece of the file, and the characters of the value that it stands for. */
    private record Unit(String decoded, int length) {
        boolean isBlank() {
            return decoded.isBlank();
        }
    }

    ScalarWalk(ScalarSource source) {
        this.source = source;
        this.file = source.span().file();
        this.at = source.span().from();
        this.line = source.span().start().line();
        this.column = source.span().start().column();
        passProperties();
        passOpening();
    }

    /** The place of the value's character at an offset, which is not before the one asked for last. */
    Position positionOf(int offset) {
        String value = source.value();
        if (value.isBlank()) {
            return source.span().start();
        }
        while (passed < offset && passed < value.length()) {
            if (isBlank(value.charAt(passed))) {
                passed++;
            } else if (isWrittenAsItIs(value.charAt(passed))) {
                advance(1);
                passed++;
            } else {
                passBlanks();
                Unit unit = unit();
                advance(unit.length());
                passed += Math.max(1, unit.decoded().length());
            }
        }
        if (offset < value.length() && !isBlank(value.charAt(offset))) {
            passBlanks();
        }
        return new Position(line, column);
    }

    /** Whether the file goes on with this very character; most do, and need no unit. */
    private boolean isWrittenAsItIs(char character) {
        return at < file.length()
                && file.charAt(at) == character
                && "\\'".indexOf(character) < 0
                && !Character.isSurrogate(character);
    }

    /** Tag and anchor. */
    private void passProperties() {
        while (at < file.length() && "!&#".indexOf(file.charAt(at)) >= 0) {
            boolean comment = file.charAt(at) == '#';
            while (at < file.length() && (comment ? !isBreak(file.charAt(at)) : !isBlank(file.charAt(at)))) {
                advance(1);
            }
            passSpaces();
        }
    }

    private void passSpaces() {
        while (at < file.length() && isBlank(file.charAt(at))) {
            advance(1);
        }
    }

    /** The quote, or the line with the indicator of a block. */
    private void passOpening() {
        switch (source.style()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> advance(1);
            case LITERAL, FOLDED -> {
                while (at < file.length() && !isBreak(file.charAt(at))) {
                    advance(1);
                }
            }
            default -> {
                // A plain scalar starts with its first character.
            }
        }
    }

    private void passBlanks() {
        if (at < file.length() && !isBlank(file.charAt(at)) && file.charAt(at) != '\\') {
            return;
        }
        for (Unit unit = unit(); unit.isBlank() && at < file.length(); unit = unit()) {
            advance(unit.length());
        }
    }

    private Unit unit() {
        if (at >= file.length()) {
            return new Unit("", 1);
        }
        if (source.style() == ScalarStyle.DOUBLE_QUOTED && file.charAt(at) == '\\') {
            return escape();
        }
        if (source.style() == ScalarStyle.SINGLE_QUOTED && file.startsWith("''", at)) {
            return new Unit("'", 2);
        }
        String character = Character.toString(file.codePointAt(at));
        return new Unit(character, character.length());
    }

    private Unit escape() {
        char kind = at + 1 < file.length() ? file.charAt(at + 1) : ' ';
        int digits =
                switch (kind) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    case 'U' -> 8;
                    default -> 0;
                };
        if (digits > 0) {
            int code = Integer.parseInt(file.substring(at + 2, at + 2 + digits), 16);
            return new Unit(Character.toString(code), 2 + digits);
        }
        return new Unit("abtnvfre".indexOf(kind) >= 0 ? control(kind) : named(kind), 2);
    }

    private static String control(char kind) {
        return String.valueOf("\u0007\b\t\n\u000b\f\r\u001b".charAt("abtnvfre".indexOf(kind)));
    }

    /** An escaped character stands for itself, an escaped line break for nothing. */
    private static String named(char kind) {
        return switch (kind) {
            case '0' -> "\0";
            case 'N' -> "\u0085";
            case '_' -> "\u00a0";
            case '\n', '\r' -> "";
            default -> String.valueOf(kind);
        };
    }

    /** Moves on in the file. In YAML a carriage return alone ends a line, too. */
    private void advance(int chars) {
        int end = Math.min(file.length(), at + chars);
        while (at < end) {
            boolean lineEnds = file.charAt(at) == '\n' || (file.charAt(at) == '\r' && !file.startsWith("\n", at + 1));
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + 1;
            at += Character.charCount(file.codePointAt(at));
        }
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character);
    }

    private static boolean isBreak(char character) {
        return character == '\n' || character == '\r';
    }
}
