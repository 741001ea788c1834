package dev.gather.source;

import java.util.Map;
import java.util.Optional;
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
        Map<String, Map<String, @Nullable Object>> answers) {}
