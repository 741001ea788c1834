package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.BodyForm;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an upstream's answer into a value. A body that is read as JSON must be JSON, whatever type it declares: many
 * services declare the wrong one.
 *
 * @param rules what becomes of the answer
 * @param maxBody the largest decoded body in bytes
 * @param memory the budget that the value counts against
 */
record AnswerReader(AnswerRules rules, long maxBody, MemoryBudget.Share memory) {
    /**
     * The answer's value. That of an empty body is null.
     *
     * @throws Failure if the body cannot be read or is too large
     */
    Fetched read(HttpAnswer answer) {
        @Nullable Object body = body(answer);
        Optional<Fetched.Response> response = rules.described() ? Optional.of(answer.response()) : Optional.empty();
        response.ifPresent(this::count);
        @Nullable Object value = rules.whole() ? whole(response.orElseThrow(), body) : body;
        return new Fetched(value, response, answer.body().length, "bytes");
    }

    /** The value that has status and headers beside the body. */
    static Map<String, @Nullable Object> whole(Fetched.Response response, @Nullable Object body) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("status", response.status());
        whole.put("headers", response.headers());
        whole.put("body", body);
        return whole;
    }

    private void count(Fetched.Response response) {
        response.headers()
                .forEach((name, value) -> memory.take(ExactJson.BYTES_PER_VALUE + name.length() + value.length()));
    }

    private @Nullable Object body(HttpAnswer answer) {
        byte[] body = new ContentEncoding(maxBody, memory).decoded(answer);
        if (body.length == 0) {
            return null;
        }
        @Nullable Object value = value(AnswerType.of(answer.header("content-type")), body);
        if (body != answer.body()) {
            memory.giveBack(body.length);
        }
        return value;
    }

    private @Nullable Object value(AnswerType type, byte[] body) {
        return switch (rules.form()) {
            case JSON -> json(type, body);
            case TEXT -> text(type, body);
            case BASE64 -> base64(body);
        };
    }

    private @Nullable Object json(AnswerType type, byte[] body) {
        try {
            return ExactJson.read(type.utf8(body), memory::take);
        } catch (CharacterCodingException e) {
            throw malformed(type.notJson(), BodyForm.BASE64);
        } catch (IOException e) {
            throw malformed(type.notJson(), BodyForm.TEXT);
        }
    }

    private String text(AnswerType type, byte[] body) {
        memory.take(body.length);
        try {
            return type.decoded(body);
        } catch (CharacterCodingException e) {
            throw malformed("not text in its encoding", BodyForm.BASE64);
        }
    }

    private String base64(byte[] body) {
        memory.take(4L * ((body.length + 2L) / 3));
        return Base64.getEncoder().encodeToString(body);
    }

    private Failure malformed(String fault, BodyForm remedy) {
        String answer = "the upstream's answer is " + fault;
        return Failure.of(
                Code.MALFORMED,
                rules.ofFunction() ? answer : answer + "; as: " + remedy + " on the source takes it as it is");
    }
}
