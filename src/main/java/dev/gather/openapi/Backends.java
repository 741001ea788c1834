package dev.gather.openapi;

import dev.gather.lock.Lock;
import dev.gather.source.Learnt;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the answers to sources.
 *
 * @param kinds the kinds of source
 * @param lock what has been learnt of sources
 */
public record Backends(List<SourceKind> kinds, Lock lock) {
    /**
     * The JSON Schema of the value of a source's single answer; an empty one if nothing is known. What was learnt of another
     * request than the source makes now says nothing of it.
     */
    Map<String, @Nullable Object> schema(String composition, SourceYaml source) {
        Optional<SourceKind> kind =
                kinds.stream().filter(found -> source.has(found.key())).findFirst();
        Optional<Learnt> learnt = lock.find(composition, source.name())
                .filter(known -> kind.flatMap(found -> found.outline(source))
                        .filter(known.request()::equals)
                        .isPresent());
        return kind.map(found -> found.schema(source, learnt)).orElse(Map.of());
    }
}
