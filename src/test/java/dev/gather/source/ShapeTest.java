package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema or a document says of values: types, members, elements. */
class ShapeTest {
    private static Object plain(String yaml) {
        return new YamlReader("test.yaml", yaml, new Problems())
                .read()
                .orElseThrow()
                .plain();
    }

    /** {@code integer|null}, {@code object{a: string}}, {@code array[object{…}]}. */
    private static String text(Shape shape) {
        String types = shape.types().isEmpty()
                ? "?"
                : new TreeSet<>(shape.types())
                        .stream()
                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining("|"));
        String members = shape.members()
                .map(all -> all.entrySet().stream()
                        .map(member -> member.getKey() + ": " + text(member.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}")))
                .orElse("");
        return types
                + members
                + shape.elements().map(each -> "[" + text(each) + "]").orElse("");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            true                                                              ; ?
            {}                                                                ; ?
            { type: integer }                                                 ; integer
            { type: [string, 'null'] }                                        ; null|string
            { type: text }                                                    ; ?
            { const: 1.5 }                                                    ; number
            { enum: [a, 1, null] }                                            ; null|integer|string
            { type: object }                                                  ; object
            { type: object, properties: { a: { type: string } } }             ; object{a: string}
            { type: object, properties: { a: {} }, required: [b] }            ; object{a: ?, b: ?}
            { type: object, properties: { a: {} }, additionalProperties: {} } ; object
            { type: object, properties: { a: {} }, additionalProperties: false } ; object{a: ?}
            { type: object, properties: { a: {} }, allOf: [{}] }              ; object
            { properties: { a: {} } }                                         ; ?{a: ?}
            { type: array, items: { type: number } }                          ; array[number]
            { type: array, items: { type: number }, prefixItems: [{}] }       ; array
            { anyOf: [{ type: object, properties: { a: {} } }, { type: 'null' }] } ; null|object{a: ?}
            { oneOf: [{ type: integer }, { type: string }] }                  ; integer|string
            { oneOf: [{ type: integer }, {}] }                                ; ?
            { oneOf: [{ properties: { a: {} } }] }                            ; ?
            { oneOf: [{ type: integer }], type: integer }                     ; integer
            """)
    void isWhatASchemaSays(String schema, String shape) {
        assertEquals(shape, text(Shape.ofSchema(plain(schema))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            null                          ; null
            1                             ; integer
            1.0                           ; number
            a                             ; string
            "{% $x %}"                    ; ?
            { a: 1, b: ["{% $x %}"] }     ; object{a: integer, b: array[?]}
            []                            ; array[?]
            [1, null]                     ; array[null|integer]
            [{ a: 1 }, { b: 1 }]          ; array[object{a: integer, b: integer}]
            """)
    void isWhatADocumentSays(String document, String shape) {
        assertEquals(
                shape,
                text(Shape.ofDocument(new YamlReader("test.yaml", document, new Problems())
                        .read()
                        .orElseThrow())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = ';', textBlock = """
            { type: object, properties: { a: { type: string } } }                                  ; a ; string
            { type: object, properties: { a: { type: string } } }                                  ; b ; none
            { type: object }                                                                       ; b ; ?
            { type: string }                                                                       ; b ; none
            {}                                                                                     ; b ; ?
            { properties: { a: { type: string } } }                                                ; b ; none
            { type: array, items: { type: object, properties: { a: { type: string } } } }          ; a ; ?
            { type: array, items: { type: object, properties: { a: { type: object, properties: { c: {} } } } } } ; a ; ?{c: ?}
            { type: array, items: { type: object, properties: { a: { type: string } } } }          ; b ; none
            { type: array }                                                                        ; b ; ?
            { type: [object, array], properties: { a: { type: string } }, items: { type: string } } ; a ; string
            """)
    void selectsMembers(String schema, String name, String member) {
        Optional<Shape> found = Shape.ofSchema(plain(schema)).member(name);

        assertEquals(member, found.map(ShapeTest::text).orElse("none"));
    }

    @Test
    void mayBeEither() {
        Shape object = Shape.ofSchema(plain("{ type: object, properties: { a: { type: string } } }"));

        assertEquals("null|object{a: string}", text(object.or(Shape.NULL)));
        assertEquals(
                "object{a: string|array[integer], b: ?}",
                text(object.or(
                        Shape.object(Map.of("a", Shape.list(Shape.of(Shape.Type.INTEGER)), "b", Shape.UNKNOWN)))));
        assertEquals("?", text(object.or(Shape.UNKNOWN)));
        assertEquals("array[null|integer]", text(Shape.list(Shape.NULL).or(Shape.list(Shape.of(Shape.Type.INTEGER)))));
        assertEquals(Set.of("a"), Shape.list(object).names());
    }
}
