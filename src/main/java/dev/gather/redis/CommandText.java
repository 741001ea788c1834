package dev.gather.redis;

import dev.gather.expression.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides a command at its white space into arguments, as the server's own command line does. Between quotation marks, single or
 * double, white space is part of an argument; within an expression everything is.
 */
final class CommandText {
    private static final char NO_QUOTE = 0;

    private final List<Argument> arguments = new ArrayList<>();
    private final List<Template.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int textStart;
    private int start;
    private boolean within;
    private char quote = NO_QUOTE;
    private int quoteStart;
    private boolean quoted;
    private int fault = -1;

    private CommandText() {}

    /**
     * A command's name and arguments, in their order.
     *
     * @param arguments none if there is a fault
     * @param fault the offset of a quotation mark that is not closed, or that something stands right behind; empty if there is none
     */
    record Divided(List<Argument> arguments, Optional<Integer> fault) {}

    /** Divides a command. */
    static Divided divide(Template template) {
        CommandText reader = new CommandText();
        template.parts().forEach(reader::read);
        return reader.end();
    }

    private void read(Template.Part part) {
        if (part instanceof Template.Text literal) {
            for (int i = 0; i < literal.text().length(); i++) {
                read(literal.text().charAt(i), literal.offset() + i);
            }
        } else {
            Template.Hole hole = (Template.Hole) part;
            begin(hole.offset());
            endText();
            parts.add(hole);
        }
    }

    private void read(char character, int offset) {
        if (quote != NO_QUOTE) {
            readQuoted(character, offset);
        } else if (Character.isWhitespace(character)) {
            endArgument();
        } else if (!within && (character == '"' || character == '\'')) {
            begin(offset);
            quote = character;
            quoteStart = offset;
        } else {
            begin(offset);
            add(character, offset);
        }
    }

    private void readQuoted(char character, int offset) {
        if (character == quote) {
            quote = NO_QUOTE;
            quoted = true;
        } else {
            add(character, offset);
        }
    }

    private void begin(int offset) {
        if (quoted && fault < 0) {
            fault = offset;
        }
        if (!within) {
            within = true;
            start = offset;
        }
    }

    private void add(char character, int offset) {
        if (text.isEmpty()) {
            textStart = offset;
        }
        text.append(character);
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text.toString(), textStart));
            text.setLength(0);
        }
    }

    private void endArgument() {
        endText();
        if (within) {
            arguments.add(new Argument(new Template(parts), start));
        }
        parts.clear();
        within = false;
        quoted = false;
    }

    private Divided end() {
        if (quote != NO_QUOTE && fault < 0) {
            fault = quoteStart;
        }
        endArgument();
        return fault < 0
                ? new Divided(List.copyOf(arguments), Optional.empty())
                : new Divided(List.of(), Optional.of(fault));
    }
}
