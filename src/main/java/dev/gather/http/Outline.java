package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An HTTP call in a line, with braces for each value: {@code GET carrier:/parcels/{}?limit={}}. */
final class Outline {
    private static final String VALUE = "{}";

    private Outline() {}

    static Optional<String> of(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return Template.outline(scalar.text().strip(), VALUE);
        }
        return node instanceof YamlMap map ? mapping(map) : Optional.empty();
    }

    private static Optional<String> mapping(YamlMap map) {
        String upstreams = map.get("upstreams") == null
                ? text(map, "upstream")
                : map.get("upstreams").each().stream()
                        .map(each -> String.valueOf(each.plain()))
                        .collect(Collectors.joining(","));
        return Template.outline(text(map, "path"), VALUE)
                .map(path -> text(map, "method").toUpperCase(Locale.ROOT) + " " + upstreams + ":" + path + query(map));
    }

    private static String text(YamlMap map, String key) {
        return map.get(key) instanceof YamlScalar scalar ? scalar.text() : "";
    }

    /** The names of the query's parameters: with other values they are other requests to the same operation. */
    private static String query(YamlMap map) {
        return map.get("query") instanceof YamlMap parameters
                ? parameters.entries().keySet().stream()
                        .map(name -> name + "=" + VALUE)
                        .collect(Collectors.joining("&", "?", ""))
                : "";
    }
}
