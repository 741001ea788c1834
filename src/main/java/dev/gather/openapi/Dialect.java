package dev.gather.openapi;

import org.jspecify.annotations.Nullable;

/** A version of OpenAPI, and how it writes schemas. */
public enum Dialect {
    /** Its schemas are JSON Schema 2020-12. */
    V3_1("3.1", "3.1.0") {
        @Override
        @Nullable
        Object schema(@Nullable Object schema) {
            return schema;
        }
    },
    /** Its schemas are a dialect of their own; API Gateway imports this one. */
    V3_0("3.0", "3.0.3") {
        @Override
        @Nullable
        Object schema(@Nullable Object schema) {
            return EarlierSchema.of(schema);
        }
    };

    private final String name;
    private final String version;

    Dialect(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /** The version as a document states it. */
    String version() {
        return version;
    }

    /** A schema of JSON Schema 2020-12 as this version writes it; where it cannot say the same, it accepts more. */
    abstract @Nullable Object schema(@Nullable Object schema);

    /** The name as users write it: {@code 3.1}. */
    @Override
    public String toString() {
        return name;
    }
}
