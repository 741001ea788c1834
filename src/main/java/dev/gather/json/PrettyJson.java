package dev.gather.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON for people and for comparisons by line: each member and element on a line of its own. */
public final class PrettyJson {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private PrettyJson() {}

    /** The document of a value. It ends with a line break. */
    public static String of(@Nullable Object value) {
        PrettyJson json = new PrettyJson();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    private void write(@Nullable Object value, String line) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            all("{", map.entrySet().iterator(), line, "}");
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            all("[", list.iterator(), line, "]");
        } else {
            text.append(scalar(value));
        }
    }

    private void all(String open, Iterator<?> elements, String line, String close) {
        text.append(open);
        while (elements.hasNext()) {
            Object element = elements.next();
            text.append(line).append(INDENT);
            if (element instanceof Map.Entry<?, ?> member) {
                text.append(scalar(member.getKey())).append(": ");
                write(member.getValue(), line + INDENT);
            } else {
                write(element, line + INDENT);
            }
            text.append(elements.hasNext() ? "," : "");
        }
        text.append(line).append(close);
    }

    private static String scalar(@Nullable Object value) {
        try {
            return ExactJson.text(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON value", e);
        }
    }
}
