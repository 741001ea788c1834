package dev.gather.composition;

import dev.gather.source.SourceYaml;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A composition as written.
 *
 * @param name the file's name without its extension
 * @param body its keys and their values
 * @param sources its sources, in the order of the file
 */
record CompositionYaml(String name, YamlMap body, List<SourceYaml> sources) {
    @Nullable
    YamlNode get(String key) {
        return body.get(key);
    }
}
