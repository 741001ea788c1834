package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.stub.RedisProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of a real module for JSON, where {@code TEST_REDIS_JSON} names one, as a server and a module behind a comma. */
class RedisJsonTest {
    private static RedisProcess server;
    private static RedisRun run;

    @BeforeAll
    static void fill() {
        String named = System.getenv().getOrDefault("TEST_REDIS_JSON", "");
        Assumptions.assumeFalse(named.isEmpty(), "no module for JSON is named");
        String[] parts = named.split(",");
        server = RedisProcess.of(parts[0], "--loadmodule", parts[1]);
        server.run(
                "JSON.SET",
                "order:1",
                "$",
                "{\"total\":1234567890.123456789,\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}");
        server.run("JSON.SET", "order:2", "$", "{\"total\":1,\"items\":[]}");
        server.run("SET", "text", "none");
        run = new RedisRun(server.url());
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            JSON.GET order:1 .                    | {"total":1234567890.123456789,"items":[{"sku":"a"},{"sku":"b"}]}
            json.get order:1 $.items[*].sku       | ["a","b"]
            JSON.GET order:1 $.total $.items      | {"$.total":[1234567890.123456789],"$.items":[[{"sku":"a"},{"sku":"b"}]]}
            JSON.GET nobody                       | null
            JSON.MGET order:1 nobody order:2 $.items[*].sku | [["a","b"],null,[]]
            JSON.MGET order:2 .total              | [1]
            JSON.ARRLEN order:1 .items            | 2
            JSON.ARRLEN order:1 $.items           | [2]
            JSON.OBJKEYS order:2                  | ["total","items"]
            JSON.OBJLEN order:1                   | 2
            JSON.STRLEN order:1 .items[0].sku     | 1
            JSON.TYPE order:1 .items              | "array"
            JSON.TYPE order:1 $.nothing           | []
            """)
    void areReadWithAllTheirDigits(String command, String expected) throws Exception {
        assertEquals(expected, ExactJson.text(run.value("redis: '" + command + "'")));
    }

    @Test
    void areReadInAList() throws Exception {
        Object values = run.value("redis: JSON.MGET order:{% $input.ids %} .total", Map.of("ids", List.of(2, 9, 1)));

        assertEquals("[1,null,1234567890.123456789]", ExactJson.text(values));
    }

    /** As the server's command table says, which is asked of each of the module's commands. */
    @Test
    void areNotWritten() throws Exception {
        assertEquals(Code.QUERY, run.failure("redis: JSON.DEL order:1").code());
        assertEquals(
                Code.QUERY,
                run.failure("redis: JSON.NUMINCRBY order:1 .total 1").code());
        assertEquals("1", ExactJson.text(run.value("redis: JSON.GET order:2 .total")));
        assertEquals(Code.QUERY, run.failure("redis: JSON.GET text").code());
    }
}
