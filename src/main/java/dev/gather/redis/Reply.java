package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.BodyForm;
import dev.gather.source.MemoryBudget;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A reply, or an element of one, and how it is read. Each value that is read counts against the execution's memory.
 *
 * @param response as it came; null is the protocol's nil
 * @param reading what is common to all parts of a reply
 */
record Reply(@Nullable Response response, Reading reading) {
    /**
     * How a reply is read.
     *
     * @param command that it answers
     * @param form how its texts become values
     * @param memory what the values take
     */
    record Reading(BoundCommand command, BodyForm form, MemoryBudget.Share memory) {}

    private static final int MOST_LEVELS = 30;

    /** The failure of a reply that is not what the command answers with. */
    static Failure malformed() {
        return Failure.of(Code.MALFORMED, "the server's reply has not the form that the command's replies have");
    }

    /** Collects values, null among them. */
    static <T> Collector<@Nullable T, ?, List<@Nullable T>> list() {
        Supplier<List<@Nullable T>> lists = ArrayList::new;
        return Collector.of(lists, List::add, (one, other) -> {
            one.addAll(other);
            return one;
        });
    }

    boolean isNull() {
        return response == null;
    }

    boolean isList() {
        return response != null && response.type() == ResponseType.MULTI;
    }

    /** Its elements. */
    List<Reply> elements() {
        if (response == null || response.type() != ResponseType.MULTI) {
            throw malformed();
        }
        List<Reply> elements = new ArrayList<>(response.size());
        for (Response element : response) {
            elements.add(new Reply(element, reading));
        }
        return elements;
    }

    /** Its elements, of which there are so many. */
    List<Reply> elements(int count) {
        List<Reply> elements = elements();
        if (elements.size() != count) {
            throw malformed();
        }
        return elements;
    }

    /** Its elements, which are pairs one after another. */
    List<Reply> pairs() {
        List<Reply> elements = elements();
        if (elements.size() % 2 != 0) {
            throw malformed();
        }
        return elements;
    }

    /** The command's arguments from a place on. */
    List<String> named(int from) {
        List<String> arguments = reading.command().arguments();
        return arguments.subList(from, arguments.size());
    }

    /** Whether the command has a word among its options. */
    boolean asksFor(String word) {
        return reading.command().words().contains(word);
    }

    /** The reply as it is: a text, a number, null, or a list of such. */
    @Nullable
    Object plain() {
        return plain(0);
    }

    private @Nullable Object plain(int level) {
        if (!isList()) {
            return leaf();
        }
        if (level == MOST_LEVELS) {
            throw malformed();
        }
        take(0);
        return elements().stream().map(element -> element.plain(level + 1)).collect(list());
    }

    /** A number, null, or a text in the form that the source says. */
    @Nullable
    Object leaf() {
        if (response == null) {
            return null;
        }
        return switch (response.type()) {
            case NUMBER -> integer(response);
            case SIMPLE -> text();
            case BULK -> value(response.toBytes());
            case ERROR -> throw RedisFailures.refused(response.toString());
            default -> throw malformed();
        };
    }

    private Object integer(Response number) {
        take(0);
        return number.toLong();
    }

    private @Nullable Object value(byte[] bytes) {
        return switch (reading.form()) {
            case TEXT -> text(bytes);
            case BASE64 -> base64(bytes);
            case JSON -> json(bytes);
        };
    }

    private String base64(byte[] bytes) {
        take(4L * ((bytes.length + 2L) / 3));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private @Nullable Object json(byte[] bytes) {
        try {
            return ExactJson.read(bytes, reading.memory()::take);
        } catch (IOException e) {
            throw Failure.of(Code.MALFORMED, "a value is not JSON; as: text on the source takes it as it is");
        }
    }

    /** A name, or what else is always text. */
    String text() {
        if (response == null || (response.type() != ResponseType.BULK && response.type() != ResponseType.SIMPLE)) {
            throw malformed();
        }
        return text(
                response.type() == ResponseType.BULK
                        ? response.toBytes()
                        : response.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text(byte[] bytes) {
        take(bytes.length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.of(
                    Code.MALFORMED,
                    "a value is not text in UTF-8; as: base64 on the source takes its bytes as they are");
        }
    }

    /** A number that comes as text, with all its digits; null for nil. */
    @Nullable
    Object number() {
        if (response == null) {
            return null;
        }
        try {
            if (ExactJson.read(text(), reading.memory()::take) instanceof Number number) {
                return number;
            }
            throw malformed();
        } catch (IOException e) {
            throw Failure.of(Code.MALFORMED, "a score is infinite, or is no number: JSON has no value for it");
        }
    }

    /** An object of two members, counted as such. */
    Map<String, @Nullable Object> object(String first, @Nullable Object one, String second, @Nullable Object other) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(first, one);
        object.put(second, other);
        return counted(object);
    }

    /** The same object, which now counts against the memory. */
    Map<String, @Nullable Object> counted(Map<String, @Nullable Object> object) {
        take(0);
        return object;
    }

    private void take(long bytes) {
        reading.memory().take(ExactJson.BYTES_PER_VALUE + bytes);
    }
}
