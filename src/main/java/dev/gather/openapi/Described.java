package dev.gather.openapi;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A composition that a document describes.
 *
 * @param composition as it runs
 * @param yaml as it is written
 */
record Described(Composition composition, YamlMap yaml) {
    /** The compositions of files that have a route, by name. */
    static List<Described> of(List<CompositionFile> files, Compositions compositions) {
        Map<String, CompositionFile> last = new LinkedHashMap<>();
        files.forEach(file -> last.put(file.name(), file));
        List<Described> described = new ArrayList<>();
        last.forEach((name, file) -> compositions
                .find(name)
                .filter(composition -> composition.endpoint().route().isPresent())
                .ifPresent(composition -> described.add(new Described(composition, root(file)))));
        return described;
    }

    private static YamlMap root(CompositionFile file) {
        return file.document()
                .or(() -> new YamlReader(file.path(), file.text(), new Problems()).read())
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast)
                .orElseThrow(() -> new IllegalArgumentException(file.path() + " has been loaded, and is no mapping"));
    }

    String name() {
        return composition.name();
    }

    @Nullable
    YamlNode get(String key) {
        return yaml.get(key);
    }

    /** The mapping under a key. */
    Optional<YamlMap> map(String key) {
        return get(key) instanceof YamlMap map ? Optional.of(map) : Optional.empty();
    }
}
