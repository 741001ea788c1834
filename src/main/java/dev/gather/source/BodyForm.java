package dev.gather.source;

import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the bytes that a backend answers with become a value: the key {@code as} of a source. */
public enum BodyForm {
    /** The decoded document. */
    JSON,
    /** Its characters. */
    TEXT,
    /** Its bytes, without their content encoding, in base64. */
    BASE64;

    /** The key of a source that says it. */
    public static final String KEY = "as";

    /**
     * The form that a source says.
     *
     * @param byDefault the form if it says none
     * @param problems where any other form is noted
     */
    public static BodyForm read(SourceYaml source, BodyForm byDefault, Problems problems) {
        YamlNode node = source.get(KEY);
        if (node == null) {
            return byDefault;
        }
        String name = node instanceof YamlScalar scalar ? scalar.text() : "";
        return named(name).orElseGet(() -> {
            problems.add(ProblemCode.WRONG_VALUE, node, "as is json, text or base64");
            return byDefault;
        });
    }

    /** The form with a name as users write it. */
    public static Optional<BodyForm> named(String name) {
        return Stream.of(values()).filter(form -> form.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
