package dev.gather.source;

import dev.gather.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backend says about a source.
 *
 * @param row the JSON Schema of one row; empty if the source has no rows, or they are not known before it runs
 * @param problems why the backend would refuse each request of the source, or what of its answers cannot be used
 */
public record Description(Optional<Map<String, @Nullable Object>> row, List<Problem> problems) {
    /** What is known of a source whose requests the backend would refuse. */
    public static Description refused(List<Problem> problems) {
        return new Description(Optional.empty(), problems);
    }
}
