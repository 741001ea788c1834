package dev.gather.yaml;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says why a text is not YAML. Where an expression stands without quotes, which is everybody's first mistake, it says to
 * quote it, whatever the library makes of it.
 */
final class YamlFaults {
    private static final String OPEN = "{%";
    private static final String QUOTE = "quote the whole value: '{% … %}'";
    private static final String SECOND_COLON = "mapping values are not allowed here";

    private final String text;
    private final int at;
    private final String fault;

    /** @param at the index of the fault in the text, in {@code char}s */
    private YamlFaults(String text, int at, String fault) {
        this.text = text;
        this.at = Math.min(at, text.length());
        this.fault = fault;
    }

    /**
     * The fault that the library found.
     *
     * @param at its index in the text, in {@code char}s
     * @param position the same as line and column
     */
    static UnreadableYamlException of(MarkedYamlEngineException thrown, String text, int at, Position position) {
        YamlFaults faults = new YamlFaults(text, at, thrown.getProblem());
        boolean inBraces = faults.isWithinOpening();
        Position start = inBraces ? new Position(position.line(), position.column() - 1) : position;
        return new UnreadableYamlException(start, "not YAML: " + (inBraces ? faults.unquoted() : faults.words()));
    }

    /** Whether the library stumbles over the second character of an opening brace. */
    private boolean isWithinOpening() {
        return at > 0 && text.startsWith(OPEN, at - 1);
    }

    private String unquoted() {
        return "'{%' starts a mapping here, " + QUOTE;
    }

    private String words() {
        if (text.startsWith(OPEN, at)) {
            return unquoted();
        }
        if (fault.equals(SECOND_COLON)) {
            return isExpression()
                    ? "YAML reads ': ' as a mapping, quote the whole expression"
                    : "a second ': ' in one value, quote the value or mind the indentation";
        }
        if (fault.contains("cannot start any token") && at < text.length() && "%@`".indexOf(text.charAt(at)) >= 0) {
            return "a text cannot start with " + text.charAt(at) + ", quote the whole value";
        }
        if (goesOn()) {
            return "the value goes on after its end, quote the whole expression";
        }
        return endsEarly()
                ? "YAML ends a text at '" + text.charAt(at) + "' within [ ] or { }, quote the whole expression"
                : fault;
    }

    /** Whether a quoted text, a list or a mapping is followed by more, such as {@code "a" & $b} or {@code [$a, $b][0]}. */
    private boolean goesOn() {
        boolean more = fault.startsWith("expected <block end>, but found '<scalar>'")
                || fault.startsWith("expected <block end>, but found '['")
                || fault.startsWith("expected <block end>, but found '{'");
        boolean joined = fault.startsWith("unexpected character found") && at > 0 && text.charAt(at - 1) == '&';
        String before = text.substring(0, joined ? at - 1 : at).stripTrailing();
        boolean ended = !before.isEmpty() && "\"']}".indexOf(before.charAt(before.length() - 1)) >= 0;
        return ended && (more || joined);
    }

    /** Whether an expression is cut off by a character that ends a text in flow style. */
    private boolean endsEarly() {
        return fault.startsWith("expected ',' or")
                && at < text.length()
                && ":[{".indexOf(text.charAt(at)) >= 0
                && isExpression();
    }

    private boolean isExpression() {
        String before = line();
        return before.contains("$") || before.contains(OPEN) || before.contains(" ? ");
    }

    /** The line with the fault, as far as the fault. */
    private String line() {
        int start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
        return text.substring(Math.min(start, at), at);
    }
}
