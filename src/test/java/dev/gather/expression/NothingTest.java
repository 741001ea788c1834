package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.json.ExactJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A variable that is nothing behaves as a path that leads nowhere; one that is null is a value. */
class NothingTest {
    private static Variables values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("null", null);
        values.put("rows", List.of(Map.of("id", 1)));
        return Variables.within(() -> Duration.ofSeconds(5)).with(values).with("row", Variables.UNDELIVERED);
    }

    private static String json(String text) throws Exception {
        return ExactJson.text(Expression.parse(text).evaluate(values()));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$exists(V) | false | true",
                "$type(V) | null | \"null\"",
                "V | null | null",
                "V.x | null | null",
                "V.x.y | null | null",
                "$exists(V.x) | false | false",
                "V.{'a': 1} | null | {\"a\":1}",
                "V{'a': 1} | {\"a\":1} | {\"a\":1}",
                "[V] | [] | [null]",
                "[V, 1] | [1] | [null,1]",
                "{'a': V} | {} | {\"a\":null}",
                "{'a': V.x} | {} | {}",
                "V ? 1 : 2 | 2 | 2",
                "V = null | false | true",
                "V != null | false | false",
                "V in [null] | false | true",
                "V & 'x' | \"x\" | \"nullx\"",
                "V + 1 | null | !T2001",
                "V < 1 | null | !T2010",
                "V and true | false | false",
                "$not(V) | null | true",
                "$boolean(V) | null | false",
                "$count(V) | 0 | 1",
                "$sum(V) | null | !T0412",
                "$string(V) | null | \"null\"",
                "$number(V) | null | !T0410",
                "$uppercase(V) | null | !T0410",
                "$join(V, ',') | null | !T0412",
                "$join(V, 'id', $rows, 'id', 'rows') | [] | []",
                "$join($rows, 'id', V, 'id', 'rows') | [{\"id\":1,\"rows\":[]}] | [{\"id\":1,\"rows\":[]}]",
                "$index(V, 'id') | {} | {}",
                "V ~> $type | null | \"null\"",
                "V ~> $exists | false | true",
                "(V ~> function($v) { $exists($v) }) | false | true",
                "V.x ?? 'd' | \"d\" | \"d\"",
                "V ?? 'd' | \"d\" | null",
                "V ?: 'd' | \"d\" | \"d\"",
                "$map(V, function($v) { 1 }) | null | 1",
                "$filter(V, function($v) { true }) | null | null",
                "$reduce(V, function($a, $b) { 1 }) | null | null",
                "$append(V, 1) | 1 | [null,1]",
                "$append([1], V) | [1] | [1,null]",
                "$distinct(V) | null | null",
                "$lookup(V, 'a') | null | null",
                "$keys(V) | null | null",
                "$merge([V, {'a': 1}]) | {\"a\":1} | !T0412",
                "V[0] | null | null",
                "V[] | null | null",
                "V[x = 1] | null | null",
                "V^(x) | null | null",
                "V@$v.$v | null | null",
                "V.* | null | null",
                "V.** | null | null",
                "($v := V; $exists($v)) | false | true",
                "(function($v) { $exists($v) })(V) | false | true",
                "$partition(V, 2) | null | [[null]]",
                "$parse(V) | null | !T0410",
            })
    void isToldFromNull(String text, String ofNothing, String ofNull) throws Exception {
        assertEquals(ofNothing, value(text.replace("V", "$row")), "nothing");
        assertEquals(ofNull, value(text.replace("V", "$null")), "null");
    }

    private static String value(String text) throws Exception {
        try {
            return json(text);
        } catch (dev.gather.evaluation.EvaluationException e) {
            return "!" + e.getMessage().replaceAll("JSONata error (\\w+) .*", "$1");
        }
    }

    @ParameterizedTest(name = "{0} behaves as a path that leads nowhere")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "V",
                "V.x",
                "[V]",
                "{'a': V}",
                "V & 'x'",
                "$count(V)",
                "V ?? 1",
                "$type(V)",
                "V{'a': $}",
                "$keys(V)"
            })
    void isJsonatasNothing(String text) throws Exception {
        assertEquals(value(text.replace("V", "$rows.nowhere")), value(text.replace("V", "$row")));
    }
}
