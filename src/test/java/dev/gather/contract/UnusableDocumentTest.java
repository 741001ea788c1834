package dev.gather.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that cannot be used is said to be so in a line; nothing is fetched, and nothing grows without bounds. */
class UnusableDocumentTest {
    private static final String HEAD = "openapi: 3.0.0\ninfo: { title: a, version: '1' }\n";

    @TempDir
    Path folder;

    private String fault(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), text);
        String message = assertThrows(UnusableDocumentException.class, () -> OpenApiLibrary.reader()
                        .read(file))
                .getMessage();
        assertEquals(1, message.lines().count());
        return message.replace(folder.toString() + "/", "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1                                         | a.yaml is not an OpenAPI document: it has no key openapi
            - 1                                          | a.yaml is not an OpenAPI document: it has no key openapi
            text                                         | a.yaml is not an OpenAPI document: it has no key openapi
            swagger: '2.0'                               | a.yaml is of Swagger 2.0: convert it to OpenAPI 3.0 or 3.1, as with swagger2openapi
            openapi: 3.2.0                               | a.yaml is not of OpenAPI 3.0 or 3.1, which are read
            openapi: { a: 1 }                            | a.yaml is not of OpenAPI 3.0 or 3.1, which are read
            openapi: 3.0.0                               | a.yaml is not an OpenAPI document: attribute info is missing
            `a: [`                                       | a.yaml cannot be read as YAML or JSON: expected the node content, but found '<stream end>', in line 1, column 5
            `{"a": `                                     | a.yaml cannot be read as YAML or JSON: Unexpected end-of-input
            """)
    void whatIsNoDocumentIsSaidToBeSo(String text, String expected) throws IOException {
        String message = fault(text);

        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void anEmptyFileIsNoDocument() throws IOException {
        assertEquals("a.yaml is not an OpenAPI document: it has no key openapi", fault(""));
        assertEquals("a.yaml is not an OpenAPI document: it has no key openapi", fault("# nothing\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            https://example.com/a.yaml#/A | a.yaml refers to https://example.com/a.yaml, and nothing is fetched over the network: save it beside the document, and refer to the file
            //example.com/a.yaml          | a.yaml refers to //example.com/a.yaml, and nothing is fetched over the network: save it beside the document, and refer to the file
            file:///etc/passwd            | a.yaml refers to file:///etc/passwd, and nothing is fetched over the network: save it beside the document, and refer to the file
            none.yaml#/A                  | none.yaml is not a file, and a.yaml refers to it
            .                             | . is not a file, and a.yaml refers to it
            """)
    void whatItCannotReferToIsSaidToBeSo(String reference, String expected) throws IOException {
        String text = HEAD + "paths: { /a: { get: { responses: { '200': { $ref: '" + reference + "' } } } } }\n";

        assertEquals(expected, fault(text).replace(folder.toString(), "."));
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        Path file = folder.resolve("none.yaml");

        assertEquals(
                file + " is not a file",
                assertThrows(UnusableDocumentException.class, () -> OpenApiLibrary.reader()
                                .read(file))
                        .getMessage());
    }

    @Test
    void aliasesDoNotMultiply() throws IOException {
        StringBuilder text = new StringBuilder(HEAD + "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 30; i++) {
            text.append(
                    "x" + i + ": &x" + i + " [" + String.join(", ", Collections.nCopies(10, "*x" + (i - 1))) + "]\n");
        }

        assertTrue(fault(text.append("paths: {}\n").toString()).startsWith("a.yaml cannot be read as YAML or JSON: "));
    }

    @Test
    void depthIsLimited() throws IOException {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        assertTrue(
                fault(HEAD + "paths: {}\nx: " + deep).startsWith("a.yaml cannot be read"), fault(HEAD + "x: " + deep));
        assertTrue(fault("{\"openapi\": \"3.0.0\", \"x\": " + deep + "}").startsWith("a.yaml cannot be read"));
    }

    @Test
    void sizeIsLimited() throws IOException {
        assertEquals("a.yaml is larger than 10 MB", fault("# " + "x".repeat(10_000_000)));
    }

    @Test
    void filesThatReferToEachOtherDoNotGrow() throws IOException {
        Files.writeString(
                folder.resolve("b.yaml"),
                "A: { properties: { b: { $ref: '#/B' }, c: { $ref: '#/B' } } }\nB: { $ref: '#/A' }\n");
        Path file = Files.writeString(folder.resolve("a.yaml"), HEAD + """
                paths:
                  /a:
                    get:
                      responses: { '200': { description: a, content: { application/json: { schema: { $ref: 'b.yaml#/A' } } } } }
                """);

        ApiDocument document = OpenApiLibrary.reader().read(file);

        assertEquals(
                "{properties={b={}, c={}}}",
                document.paths()
                        .get(0)
                        .operations()
                        .get("GET")
                        .get()
                        .answers()
                        .get("200")
                        .toString());
    }

    @Test
    void whatIsOddInADocumentDoesNotMatter() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), HEAD + """
                paths:
                  /a:
                    get:
                      parameters:
                        - { $ref: '#/components/parameters/Nowhere' }
                        - { $ref: '#/components/parameters/Loop' }
                        - { name: q, in: query, schema: { type: string, pattern: '(' } }
                      responses: { '200': { $ref: '#/components/responses/Nowhere' } }
                  /b: { $ref: '#/paths/~1a' }
                components: { parameters: { Loop: { $ref: '#/components/parameters/Loop' } } }
                """);

        ApiDocument document = OpenApiLibrary.reader().read(file);

        assertEquals(
                List.of("/a", "/b"),
                document.paths().stream().map(ApiDocument.Path::template).toList());
        for (ApiDocument.Path path : document.paths()) {
            ApiDocument.Operation operation = path.operations().get("GET").get();
            assertEquals(
                    List.of("q"),
                    operation.parameters().stream()
                            .map(ApiDocument.Parameter::name)
                            .toList());
        }
    }
}
