package dev.gather.source;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been learnt of a source from its backend's own description.
 *
 * @param request the request for which it was learnt, as {@link SourceKind#outline} writes it: of any other it says nothing
 * @param row the JSON Schema of a row, of a backend that answers with rows
 * @param answers the JSON Schemas of bodies by status, as OpenAPI writes it: {@code 200}, {@code 4XX}, {@code default}
 */
public record Learnt(
        String request,
        Optional<Map<String, @Nullable Object>> row,
        Map<String, Map<String, @Nullable Object>> answers) {
    /** The key of the answer that describes a status: its own, that of its range, or the default; there may be none. */
    public Optional<String> described(int status) {
        return Stream.of(String.valueOf(status), status / 100 + "XX", "default")
                .filter(answers::containsKey)
                .findFirst();
    }
}
