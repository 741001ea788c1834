package dev.gather.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of the tokens of a parser. Refuses numbers and texts that cannot be kept as they are, and takes memory for each
 * value before the next is read. An object shares the names of its members with the one before it in the same list.
 */
final class ValueReader {
    /** A larger object is a hash map. */
    private static final int LARGEST_COMPACT = 64;

    private final JsonParser parser;
    private final ExactJson.Memory memory;
    private final boolean halves;
    private final boolean distinct;

    /**
     * @param memory takes the memory of each value
     * @param halves whether texts may have halves of surrogate pairs, so that they are checked
     * @param distinct whether a duplicate member of the outermost object is refused
     */
    ValueReader(JsonParser parser, ExactJson.Memory memory, boolean halves, boolean distinct) {
        this.parser = parser;
        this.memory = memory;
        this.halves = halves;
        this.distinct = distinct;
    }

    /**
     * Reads the only value that there is.
     *
     * @throws IOException if it is not exactly one, or if it is refused
     */
    @Nullable
    Object only() throws IOException {
        Object value = value(parser.nextToken(), null);
        if (parser.nextToken() != null) {
            throw notJson();
        }
        return value;
    }

    /** @param like the value in the same place of the object or list before; null if there is none */
    private @Nullable Object value(@Nullable JsonToken token, @Nullable Object like) throws IOException {
        if (token == null) {
            throw notJson();
        }
        if (token == JsonToken.VALUE_STRING) {
            String text = text();
            memory.take(ExactJson.BYTES_PER_VALUE);
            return text;
        }
        BigDecimal decimal = token == JsonToken.VALUE_NUMBER_FLOAT ? decimal() : null;
        memory.take(ExactJson.BYTES_PER_VALUE);
        return switch (token) {
            case START_OBJECT -> object(like instanceof CompactObject object ? object : null);
            case START_ARRAY -> list(like instanceof List<?> list && !list.isEmpty() ? list.get(0) : null);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw notJson();
        };
    }

    private List<@Nullable Object> list(@Nullable Object first) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        Object like = first;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(token, like);
            list.add(value);
            like = value == null ? like : value;
        }
        return list;
    }

    /** Reads an object as long as it has the same names as another; then as any object. */
    private Map<String, @Nullable Object> object(@Nullable CompactObject like) throws IOException {
        if (like == null) {
            return object(new LinkedHashMap<>(), parser.nextToken());
        }
        Names names = like.names();
        @Nullable Object[] values = new @Nullable Object[names.size()];
        JsonToken token = parser.nextToken();
        int size = 0;
        while (size < values.length
                && token == JsonToken.FIELD_NAME
                && names.get(size).equals(parser.currentName())) {
            take(names.get(size));
            values[size] = value(parser.nextToken(), like.at(size));
            size++;
            token = parser.nextToken();
        }
        if (size == values.length && token == JsonToken.END_OBJECT) {
            return new CompactObject(names, values);
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            members.put(names.get(i), values[i]);
        }
        return object(members, token);
    }

    /** @param members those that have been read */
    private Map<String, @Nullable Object> object(Map<String, @Nullable Object> members, JsonToken next)
            throws IOException {
        boolean outermost = distinct && next == JsonToken.FIELD_NAME && isOutermost();
        for (JsonToken token = next; token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token != JsonToken.FIELD_NAME) {
                throw notJson();
            }
            String name = parser.currentName();
            take(name);
            if (outermost && members.containsKey(name)) {
                throw new UnreadableJsonException("has a member twice");
            }
            members.put(name, value(parser.nextToken(), null));
        }
        return members.size() > LARGEST_COMPACT
                ? members
                : new CompactObject(
                        Names.of(List.copyOf(members.keySet())),
                        members.values().toArray());
    }

    private boolean isOutermost() {
        return parser.getParsingContext().getNestingDepth() == 1;
    }

    /** Checks a member's name, and takes its memory. */
    private void take(String name) throws UnreadableJsonException {
        requireWholeCharacters(name);
        memory.take(name.length());
    }

    private String text() throws IOException {
        if (halves) {
            requireWholeCharacters(parser.getText());
        }
        memory.take(parser.getTextLength());
        return parser.getText();
    }

    /** A decimal that can be written without more than 1,000 digits. */
    private BigDecimal decimal() throws IOException {
        try {
            BigDecimal number = parser.getDecimalValue();
            long before = (long) number.precision() - number.scale();
            if (Math.max(before, number.scale()) <= ExactJson.MAX_DIGITS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The exponent is larger than a BigDecimal's; this is not one of Jackson's exceptions.
        }
        throw new UnreadableJsonException(
                "has a number of more than " + ExactJson.MAX_DIGITS + " digits before or after its point");
    }

    /** A lone surrogate is half of a character, which no encoding can represent. */
    private void requireWholeCharacters(String text) throws UnreadableJsonException {
        int length = halves ? text.length() : 0;
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < length && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new UnreadableJsonException("has a text with half of a character");
                }
                i++;
            }
        }
    }

    private static UnreadableJsonException notJson() {
        return new UnreadableJsonException("is not JSON");
    }
}
