package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expression is one argument, whatever its value is. */
class ArgumentsTest {
    private static final Duration TIME = Duration.ofSeconds(1);

    private static List<String> bound(String command, Map<String, Object> input) throws Exception {
        CommandText.Divided divided = CommandText.divide(Template.parse(command));
        assertEquals(Optional.empty(), divided.fault());
        List<Argument> parts = divided.arguments();
        ReadingCommand found =
                ReadingCommands.find(parts.get(0).literal().orElseThrow()).orElseThrow();
        return new WrittenCommand(found, parts.subList(1, parts.size()))
                .bind(Variables.within(() -> TIME).with("input", input))
                .orElseThrow()
                .arguments();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET a                       | [a]
            GET   a                     | [a]
            GET 'a b'                   | [a b]
            GET "a 'b'"                 | [a 'b']
            GET a'b                     | [a'b]
            GET ''                      | []
            GETRANGE k:{% 1 + 1 %}:x 0 {% "7" %} | [k:2:x, 0, 7]
            GET {% "a b" & " c" %}      | [a b c]
            GET 'x {% "y z" %} "'       | [x y z "]
            """)
    void areDividedAtSpaces(String command, String expected) throws Exception {
        assertEquals(expected, bound(command, Map.of()).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET 'a      | 4
            GET "a"b    | 7
            GET a "b    | 6
            GET 'a'{% 1 %} | 9
            """)
    void haveQuotationMarksAroundThem(String command, int fault) throws Exception {
        assertEquals(
                Optional.of(fault), CommandText.divide(Template.parse(command)).fault());
    }

    @Test
    void areWhateverTextTheyHave() throws Exception {
        Random random = new Random(20);
        for (int i = 0; i < 2_000; i++) {
            String key = text(random);
            String field = text(random);

            List<String> arguments =
                    bound("HGET {% $input.key %} x{% $input.field %}", Map.of("key", key, "field", field));

            assertEquals(List.of(key, 'x' + field), arguments);
        }
    }

    /** What a server is sent is what a server reads. */
    @Test
    void areReadByTheServerAsTheyWere() {
        Random random = new Random(7);
        try (RedisProcess server = RedisProcess.start();
                RedisRun run = new RedisRun(server.url())) {
            List<Object> keys = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String key = i + text(random);
                server.run("SET", key, HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)));
                keys.add(key);
                values.add(HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)));
            }

            assertEquals(values, run.value("redis: MGET {% $input.keys %}", Map.of("keys", keys)));
            for (int i = 0; i < 50; i++) {
                assertEquals(values.get(i), run.value("redis: GET {% $input.key %}", Map.of("key", keys.get(i))));
            }
        }
    }

    /** Quotation marks, ends of lines, the protocol's own signs, and characters of one to four bytes. */
    private static String text(Random random) {
        String[] pieces = {
            " ",
            "\r\n",
            "\n",
            "\"",
            "'",
            "{%",
            "%}",
            "$3\r\nGET\r\n",
            "*1\r\n",
            "\0",
            "a",
            "FLUSHALL",
            "\u00e9",
            "\u20ac",
            "\uD83D\uDE00",
            "\\",
            "0",
            "-1"
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void areManyWhereTheCommandTakesMany() throws Exception {
        Map<String, Object> input = Map.of("ids", List.of(1, 2.50, "c"), "none", List.of());

        assertEquals(List.of("a:1", "a:2.5", "a:c", "b"), bound("MGET a:{% $input.ids %} b", input));
        assertEquals(List.of("key", "1", "2.5", "c"), bound("HMGET key {% $input.ids %}", input));
        assertEquals(List.of("k1", "$.x"), bound("JSON.MGET k{% $input.ids[0] %} $.x", input));
        assertEquals(List.of(), bound("MGET {% $input.none %}", input));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET {% $input.ids %}            | a list or an object stands where a single value is needed
            HMGET {% $input.ids %} name     | a list or an object stands where a single value is needed
            JSON.MGET k {% $input.ids %}    | a list or an object stands where a single value is needed
            ZRANGE k {% $input.ids %} 5     | a list or an object stands where a single value is needed
            GET {% $input.object %}         | a list or an object stands where a single value is needed
            MGET {% $input.objects %}       | a list or an object stands where a single value is needed
            MGET {% $input.ids %}{% $input.ids %} | two lists stand in one argument
            MGET {% [$input.ids, null] %}   | a list of arguments has null among its elements
            GET {% $input.half %}           | a value has half of a character (a lone surrogate)
            """)
    void areRefusedElsewhere(String command, String message) {
        Map<String, Object> input = Map.of(
                "ids", List.of(1, 2),
                "object", Map.of("a", 1),
                "objects", List.of(Map.of("a", 1), Map.of()),
                "half", "\uD83D");

        Failure failure = assertThrows(Failure.class, () -> bound(command, input));

        assertEquals(Code.UNSAFE_VALUE, failure.code());
        assertEquals(message, failure.getMessage());
    }

    @Test
    void thatAreNullLeaveNothingToAskFor() throws Exception {
        List<Argument> parts =
                CommandText.divide(Template.parse("GET a:{% $input.id %}")).arguments();
        WrittenCommand written =
                new WrittenCommand(ReadingCommands.find("GET").orElseThrow(), parts.subList(1, parts.size()));

        assertTrue(written.bind(Variables.within(() -> TIME).with("input", Map.of()))
                .isEmpty());
        assertEquals(1, written.indispensable().size());
    }
}
