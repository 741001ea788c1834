package dev.gather.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.contract.SchemaTranslation.Direction;
import dev.gather.json.ExactJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learnt of answers: JSON Schema without references, whatever version of OpenAPI describes them. */
class AnswersTest {
    private static final String PARCEL =
            "{'type':'object','required':['id','state'],'properties':{'id':{'type':'string'},"
                    + "'state':{'type':'string','enum':['announced','underway','delivered']},"
                    + "'to':{'allOf':[{'type':'object','required':['town'],"
                    + "'properties':{'town':{'type':'string'},'street':{'type':['string','null']}}}]},"
                    + "'parent':{},'secret':{'type':'string'}}}";
    private static final String PROBLEM = "{'type':'object','properties':{'title':{'type':'string'}}}";

    private static String answers(String document, String http) {
        Optional<?> answers = Checking.UNCONFIGURED.answers(document, http);
        return answers.map(AnswersTest::json).orElse("");
    }

    private static String json(Object value) {
        try {
            return ExactJson.text(value).replace('"', '\'');
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void areLearntByStatus() {
        assertEquals(
                "{'200':{'type':'array','items':" + PARCEL + "},'default':" + PROBLEM + "}",
                answers("carrier.yaml", "GET carrier:/parcels"));
        assertEquals(
                "{'200':" + PARCEL + ",'4XX':" + PROBLEM + "}",
                answers("carrier.yaml", "GET carrier:/parcels/{% 1 %}"));
        assertEquals(
                "{'200':{'type':'object','properties':{'at':{'type':'string','format':'date-time'},'next':{}}}}",
                answers("carrier.yaml", "GET carrier:/parcels/42/events.json"));
        assertEquals(
                "{'2XX':{'type':'array','items':{'type':'object'}}}", answers("carrier.yaml", "GET carrier:/depots"));
    }

    @Test
    void areNotLearntWhereNothingIsCertain() {
        assertEquals("", answers("carrier.yaml", "GET carrier:/health"));
        assertEquals("", answers("carrier.yaml", "GET carrier:/parcels/labels?format=pdf"));
        assertEquals("", answers("carrier.yaml", "GET carrier:/parcels/42\n    as: text"));
        assertEquals("", answers("carrier.yaml", "GET carrier:/{% 'parcels' %}"));
        assertEquals("", answers("carrier.yaml", "GET carrier:/nowhere"));
        assertEquals(
                "",
                answers(
                        "carrier.yaml",
                        "{ method: GET, upstreams: [carrier, other], upstream: '{% 1 %}', path: /parcels }"));
    }

    @Test
    void ofVersion31AreLearntAsWell() {
        String entry =
                "{'type':['object','null'],'required':['amount','currency'],'properties':{'number':{'type':'integer'},"
                        + "'amount':{'type':'number','multipleOf':0.01},'currency':{'const':'EUR'},"
                        + "'pair':{'type':'array','items':false,'prefixItems':[{'type':'string'},{'type':'integer'}]},"
                        + "'either':{'anyOf':[{},{'type':'string'}]}}}";

        String answers = answers(
                "ledger.json",
                "{ method: POST, upstream: carrier, path: /accounts/1/entries, body: { amount: 1, currency: EUR } }");

        assertEquals(json(parsed("{'200':{'allOf':[" + entry + ",{'required':['number']}]}}")), sorted(answers));
    }

    private static String sorted(String json) {
        return json(parsed(json));
    }

    private static Object parsed(String json) {
        try {
            return Objects.requireNonNull(ordered(ExactJson.read(json.replace('\'', '"'), bytes -> {})));
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static @Nullable Object ordered(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> ordered = new TreeMap<>();
            map.forEach((key, member) -> ordered.put(String.valueOf(key), ordered(member)));
            return ordered;
        }
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(AnswersTest::ordered).toList())
                : value;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'nullable':true}                                            | {}
            {'type':'string','nullable':true}                            | {'type':['string','null']}
            {'type':'string','nullable':false}                           | {'type':'string'}
            {'type':'string','enum':['a'],'nullable':true}               | {'type':['string','null'],'enum':['a',null]}
            {'type':'string','enum':['a',null],'nullable':true}          | {'type':['string','null'],'enum':['a',null]}
            {'allOf':[{'type':'string'}],'nullable':true}                | {'anyOf':[{'allOf':[{'type':'string'}]},{'type':'null'}]}
            {'minimum':1,'exclusiveMinimum':true}                        | {'exclusiveMinimum':1}
            {'minimum':1,'exclusiveMinimum':false}                       | {'minimum':1}
            {'exclusiveMaximum':true}                                    | {}
            {'exclusiveMaximum':3}                                       | {'exclusiveMaximum':3}
            {'title':'a','description':'b','example':1,'xml':{},'x-a':1} | {}
            {'const':null}                                               | {'const':null}
            {'not':{'type':'null'}}                                      | {'not':{'type':'null'}}
            {'not':{'$ref':'nowhere'},'type':'string'}                   | {'type':'string'}
            {'oneOf':[{'$ref':'nowhere'},{'type':'string'}]}             | {'anyOf':[{},{'type':'string'}]}
            {'if':{'$ref':'nowhere'},'then':false,'minLength':1}         | {'minLength':1}
            {'properties':{'a':{'$ref':'nowhere'}},'unevaluatedProperties':false} | {'properties':{'a':{}}}
            {'properties':{'a':false},'additionalProperties':false}      | {'properties':{'a':{'not':{}}},'additionalProperties':false}
            {'required':true}                                            | {}
            {'required':['a','b'],'properties':{'a':{'writeOnly':true},'b':{}}} | {'required':['b'],'properties':{'a':{},'b':{}}}
            {'$ref':'self'}                                              | {'items':{}}
            {'items':{'$ref':'self'}}                                    | {'items':{'items':{}}}
            """)
    void schemasAreTranslated(String schema, String expected) {
        SchemaTranslation translation = new SchemaTranslation(
                reference -> reference.equals("self")
                        ? Optional.of(Map.of("items", Map.of("$ref", "self")))
                        : Optional.empty(),
                Direction.ANSWER);

        assertEquals(sorted(expected), sorted(json(translation.of(parsed(schema)))));
    }

    @Test
    void aSchemaThatGrowsWithoutBoundsIsCut() {
        SchemaTranslation translation = new SchemaTranslation(
                reference -> {
                    int next = Integer.parseInt(reference) + 1;
                    Map<String, Object> deeper = Map.of("$ref", String.valueOf(next));
                    return Optional.of(
                            Map.of("type", "object", "properties", Map.of("a", deeper, "b", deeper, "c", deeper)));
                },
                Direction.ANSWER);

        String translated = json(translation.of(Map.of("$ref", "0")));

        assertTrue(translated.length() > 1_000, translated);
        assertTrue(translated.length() < 100_000, () -> translated.length() + " characters");
        assertTrue(translated.startsWith("{'"), translated);
    }
}
