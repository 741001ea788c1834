package dev.gather.cli;

import dev.gather.json.PrettyJson;
import dev.gather.yaml.YamlText;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an OpenAPI document is written. */
enum OpenApiFormat {
    YAML {
        @Override
        String text(Map<String, @Nullable Object> document) {
            return YamlText.of(document);
        }
    },
    JSON {
        @Override
        String text(Map<String, @Nullable Object> document) {
            return PrettyJson.of(document);
        }
    };

    /** The document; it ends with a line break. */
    abstract String text(Map<String, @Nullable Object> document);

    /** The name as it is written in the command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
