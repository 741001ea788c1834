package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.stub.RedisProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the replies of real servers become, the same of each. */
class RedisValuesTest {
    private static final List<RedisProcess> SERVERS = new ArrayList<>();
    private static final Map<String, RedisRun> RUNS = new LinkedHashMap<>();
    private static RedisRun run;

    @BeforeAll
    static void fill() {
        Assumptions.assumeFalse(RedisProcess.programs().isEmpty(), "there is no redis-server here");
        for (String program : RedisProcess.programs()) {
            RedisProcess server = RedisProcess.of(program);
            fill(server);
            SERVERS.add(server);
            RUNS.put(program, new RedisRun(server.url()));
        }
        run = RUNS.values().iterator().next();
    }

    private static void fill(RedisProcess server) {
        server.run("SET", "customer:1", "Ada Lovelace \u00e9\uD83D\uDE00");
        server.run("SET", "customer:2", "Bob");
        server.run("SET", "empty", "");
        server.run("SET", "json:1", "{\"total\": 1234567890.123456789, \"tags\": [null, true]}");
        server.run("SET", "number", "42");
        server.run("SETBIT", "bytes", "0", "1");
        server.run("HSET", "profile:1", "name", "Ada", "city", "London", "visits", "7");
        server.run("RPUSH", "list", "a", "b", "c");
        server.run("SADD", "set", "one");
        server.run("ZADD", "scores", "1", "low", "2.5", "high", "1e20", "far");
        server.run("ZADD", "endless", "inf", "top");
        server.run("GEOADD", "shops", "13.361389", "38.115556", "Palermo", "15.087269", "37.502669", "Catania");
        server.run("XADD", "events", "1-1", "type", "order", "id", "7");
        server.run("XADD", "tagged", "1-1", "tag", "a", "tag", "b", "id", "7");
        server.run("PFADD", "seen", "a", "b");
        server.run("HSET", "single", "name", "Ada");
        server.run("ZADD", "withscores", "1", "withscore", "2", "b");
        server.run("SET", "largest", "9223372036854775807");
    }

    @AfterAll
    static void stop() {
        RUNS.values().forEach(RedisRun::close);
        SERVERS.forEach(RedisProcess::close);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET customer:2                                  | "Bob"
            GET empty                                       | ""
            GET nobody                                      | null
            get number                                      | "42"
            GETRANGE customer:2 0 1                         | "Bo"
            STRLEN customer:2                               | 3
            EXISTS customer:1 customer:2 nobody             | 2
            TTL customer:1                                  | -1
            TTL nobody                                      | -2
            TYPE list                                       | "list"
            MGET customer:2 nobody list                     | ["Bob",null,null]
            HGET profile:1 name                             | "Ada"
            HGETALL profile:1                               | {"name":"Ada","city":"London","visits":"7"}
            HGETALL nobody                                  | null
            HMGET profile:1 name shoe                       | {"name":"Ada","shoe":null}
            HMGET nobody name shoe                          | null
            HLEN profile:1                                  | 3
            LRANGE list 0 -1                                | ["a","b","c"]
            LRANGE nobody 0 -1                              | []
            LINDEX list 5                                   | null
            SMEMBERS set                                    | ["one"]
            SISMEMBER set one                               | 1
            SMISMEMBER set one two                          | [1,0]
            ZRANGE scores 0 -1                              | ["low","high","far"]
            ZRANGE scores 0 1 WITHSCORES                    | [{"member":"low","score":1},{"member":"high","score":2.5}]
            ZRANGE scores 0 0 rev withscores                | [{"member":"far","score":100000000000000000000}]
            ZSCORE scores high                              | 2.5
            ZSCORE scores nobody                            | null
            ZMSCORE scores high nobody                      | [2.5,null]
            ZRANK scores high                               | 1
            ZRANGEBYSCORE scores 2 3                        | ["high"]
            ZUNION 1 scores WITHSCORES                      | [{"member":"low","score":1},{"member":"high","score":2.5},{"member":"far","score":100000000000000000000}]
            ZREVRANGE scores 0 0                            | ["far"]
            XRANGE events - +                               | [{"id":"1-1","fields":[{"field":"type","value":"order"},{"field":"id","value":"7"}]}]
            XREVRANGE tagged + - COUNT 1                    | [{"id":"1-1","fields":[{"field":"tag","value":"a"},{"field":"tag","value":"b"},{"field":"id","value":"7"}]}]
            HRANDFIELD single                               | "name"
            HRANDFIELD single -3                            | ["name","name","name"]
            HRANDFIELD single -2 WITHVALUES                 | [{"field":"name","value":"Ada"},{"field":"name","value":"Ada"}]
            HRANDFIELD nobody 2 withvalues                  | []
            ZRANGE WITHSCORES 0 -1                          | []
            ZRANGE withscores 0 -1                          | ["withscore","b"]
            ZRANK withscores withscore                      | 0
            ZUNION 1 withscores                             | ["withscore","b"]
            ZUNION 2 scores withscores WITHSCORES           | [{"member":"low","score":1},{"member":"withscore","score":1},{"member":"b","score":2},{"member":"high","score":2.5},{"member":"far","score":100000000000000000000}]
            GET largest                                     | "9223372036854775807"
            BITFIELD_RO largest GET i64 0                   | [4121411804481401392]
            PFCOUNT seen                                    | 2
            GEODIST shops Palermo Catania km                | 166.2742
            GEOSEARCH shops FROMMEMBER Palermo BYRADIUS 10 km | ["Palermo"]
            GEOSEARCH shops FROMMEMBER Palermo BYRADIUS 10 km WITHDIST | [{"member":"Palermo","distance":0.0000}]
            GEOPOS shops nobody                             | [null]
            GEOHASH shops Palermo                           | ["sqc8b49rny0"]
            BITCOUNT bytes                                  | 1
            GETBIT bytes 0                                  | 1
            """)
    void ofCommands(String command, String expected) throws Exception {
        for (Map.Entry<String, RedisRun> each : RUNS.entrySet()) {
            assertEquals(expected, ExactJson.text(each.getValue().value("redis: '" + command + "'")), each.getKey());
        }
    }

    @Test
    void keepEveryDigitOfJson() throws Exception {
        Object value = run.value("redis: GET json:1\nas: json");

        assertEquals("{\"total\":1234567890.123456789,\"tags\":[null,true]}", ExactJson.text(value));
    }

    @Test
    void areNumbersWithAllDigitsWhereTheyAreJson() throws Exception {
        assertEquals("9223372036854775807", ExactJson.text(run.value("redis: GET largest\nas: json")));
    }

    /** No text is no document: a key that holds nothing is not one that is absent. */
    @Test
    void thatAreEmptyAreNoJson() {
        assertEquals(Code.MALFORMED, run.failure("redis: GET empty\nas: json").code());
        assertEquals(null, run.value("redis: GET nobody\nas: json"));
        assertEquals("", run.value("redis: GET empty\nas: base64"));
    }

    @Test
    void areJsonInEachPlaceWhereTextsAre() {
        assertEquals(List.of(42), run.value("redis: MGET number\nas: json"));
        assertEquals(Map.of("visits", 7), run.value("redis: HMGET profile:1 visits\nas: json"));
    }

    @Test
    void areTextsOfUnicode() {
        assertEquals("Ada Lovelace \u00e9\uD83D\uDE00", run.value("redis: GET customer:1"));
    }

    @Test
    void areBytesInBase64() {
        assertEquals("gA==", run.value("redis: GET bytes\nas: base64"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis: GET bytes                | MALFORMED | a value is not text in UTF-8; as: base64
            redis: GET list                 | QUERY | the key holds another type than the command reads (WRONGTYPE)
            redis: ZSCORE endless top       | MALFORMED | a score is infinite
            redis: LRANGE list a b          | INVALID_VALUE | the server does not take a value of the command
            redis: ZRANGE scores 0 1 NOSUCH | QUERY | the server refused the command (ERR)
            redis: SINTER set list          | QUERY | another type
            redis: ZUNION 9 set             | QUERY | the server refused the command (ERR)
            redis: ZUNION many set          | INVALID_VALUE | the server does not take a value of the command
            redis: NO.SUCH key              | QUERY | the server does not say that the command only reads
            """)
    void thatCannotBeReadAreFailures(String source, Code code, String message) {
        Failure failure = run.failure(source);

        assertEquals(code, failure.code());
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    @Test
    void thatAreNotJsonAreMalformed() {
        Failure failure = run.failure("redis: GET customer:2\nas: json");

        assertEquals(Code.MALFORMED, failure.code());
        assertTrue(failure.getMessage().endsWith("a value is not JSON; as: text on the source takes it as it is"));
    }

    @Test
    void areMissingAsTheSourceSays() {
        assertEquals(404, run.failure("redis: GET nobody\nmissing: 404").status());
        assertEquals(404, run.failure("redis: HGETALL nobody\nmissing: 404").status());
        assertEquals(404, run.failure("redis: SMEMBERS nobody\nmissing: 404").status());
        assertEquals(404, run.failure("redis: MGET nobody no-one\nmissing: 404").status());
    }

    @Test
    void ofAListOfKeysComeFromOneCommand() {
        Map<String, Object> input = Map.of("ids", List.of(2, 9, 2));

        assertEquals(Arrays.asList("Bob", null, "Bob"), run.value("redis: MGET customer:{% $input.ids %}", input));
        assertEquals(
                Arrays.asList("Bob", null, "Bob"),
                run.value("redis: 'MGET {% $input.ids.(\"customer:\" & $) %}'", input));
        assertEquals(List.of(), run.value("redis: MGET customer:{% $input.ids %}", Map.of("ids", List.of())));
        assertEquals(List.of(), run.value("redis: MGET customer:{% $input.ids %}", Map.of()));
    }

    @Test
    void areNullWhereThereIsNothingToAskFor() {
        assertEquals(null, run.value("redis: GET customer:{% $input.id %}"));
    }
}
