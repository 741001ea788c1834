package dev.gather.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes values of JSON as YAML that {@link YamlReader} reads as the same values. */
public final class YamlText {
    private static final int WIDTH = 120;
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSchema(new CoreSchema())
            .setWidth(WIDTH)
            .setDereferenceAliases(true)
            .build();

    private YamlText() {}

    /** The document of a value: maps, lists, strings, numbers, booleans and null. It ends with a line break. */
    public static String of(@Nullable Object value) {
        return new Dump(SETTINGS).dumpToString(value);
    }
}
