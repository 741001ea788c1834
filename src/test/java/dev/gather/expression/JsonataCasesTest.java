package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.evaluation.EvaluationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of JSONata, one for each kind that the library or an earlier version of Gather had wrong. */
class JsonataCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("int", 1);
        values.put("long", 1L);
        values.put("double", 1.0);
        values.put("decimal", new BigDecimal("1.00"));
        values.put("big", new BigInteger("1"));
        values.put("price", new BigDecimal("12.50"));
        values.put("three", new BigDecimal("3.00"));
        values.put("id", 9_007_199_254_740_993L);
        values.put("unsigned", new BigInteger("18446744073709551615"));
        values.put("exact", new BigDecimal("12345678901234567890.0000000002"));
        values.put("nineteen", 5_000_000_000_000_000_000L);
        values.put("nineteenUnsigned", new BigInteger("5000000000000000000"));
        values.put("nulls", Arrays.asList(null, 1, null));
        values.put("keys", List.of(Map.of("k", 2, "n", "a"), Map.of("k", 1, "n", "b"), Map.of("k", 2, "n", "c")));
        values.put("text", "a😀b");
        return values;
    }

    private static Object evaluate(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(values());
        return Expression.parse(text).evaluate(variables);
    }

    private static void assertIs(String text, String json) throws Exception {
        JsonNode expected = JSON.readTree(json);
        JsonNode actual = JSON.readTree(JSON.writeValueAsBytes(evaluate(text)));

        assertEquals(expected, actual);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$abs($price) | 12.5",
                "$abs(-$id) | 9007199254740993",
                "[1..$three] | [1, 2, 3]",
                "$distinct([$int, $long, $double, $decimal, $big]) | [1]",
                "$int = $decimal | true",
                "[$int] = [$big] | true",
                "{'a': $int, 'b': [$double]} = {'b': [$long], 'a': $decimal} | true",
                "$decimal in [$big] | true",
                "[$long] in [[$int]] | true",
                "$int != $decimal | false",
                "0.1 = $number('0.10') | true",
                "$id = 9007199254740992 | false",
                "$id = 9007199254740993 | true",
                "$id > 9007199254740992 | true",
                "$distinct([$nineteen, $nineteenUnsigned]) | [5000000000000000000]",
                "$count($join([{'a': $nineteen}], 'a', [{'b': $nineteenUnsigned}], 'b', 'c').c) | 1",
                "$nineteen = $nineteenUnsigned | true",
                "$unsigned > $id | true",
                "$sort([3, 1.5, 2]) | [1.5, 2, 3]",
                "$sort([5000000000, 1]) | [1, 5000000000]",
                "$string($sort([$unsigned, 1.5, $id, $price])) | \"[1.5,12.5,9007199254740993,18446744073709551615]\"",
                "$max([$id, 9007199254740992]) | 9007199254740993",
                "$min([$price, 12.6]) | 12.5",
                "$string($max([$unsigned, 1])) | \"18446744073709551615\"",
                "$sum([$price, 1]) | 13.5",
                "$average([$price, $three]) | 7.75",
                "$sum([0.1, 0.2]) | 0.30000000000000004",
                "$string($price) | \"12.5\"",
                "$string($exact) | \"12345678901234567890.0000000002\"",
                "$string(0.1 + 0.2) | \"0.3\"",
                "$string(1e21) | \"1e+21\"",
                "$string(1.5e-7) | \"1.5e-7\"",
                "'' & $price & 3.0 | \"12.53\"",
                "$round($price) | 12",
                "$round($exact, 9) & '' | \"12345678901234567890\"",
                "$round(2.5) | 2",
                "$round(-11.5) | -12",
                "$round(12345, -2) | 12300",
                "$round(1.005, 2) | 1",
                "$floor(-$price) | -13",
                "$ceil($price) | 13",
                "$price % 5 | 2.5",
                "-$id | -9007199254740993",
                "$number('9007199254740993') | 9007199254740993",
                "$number('0x1F') | 31",
                "$number('0B101') | 5",
                "$number('1e-400') | 0",
                "$formatBase($three, 2) | \"11\"",
                "$power(2, 0.5) > 1.41 | true",
                "$keys[$three - 2].n | \"b\"",
                "$keys^(k, >n).n | [\"b\", \"c\", \"a\"]",
                "$boolean($decimal - 1) | false",
            })
    void takesNumbersOfAllClassesForOneNumber(String text, String json) throws Exception {
        assertIs(text, json);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$sort($keys, function($a, $b) { $a.k > $b.k }).n | [\"b\", \"a\", \"c\"]",
                "$sort($keys, function($a, $b) { $a.k < $b.k }).n | [\"a\", \"c\", \"b\"]",
                "$count($sort([1..64].($ % 5), function($a, $b) { $a > $b })) | 64",
                "$sort([1..64].($ % 5), function($a, $b) { $a > $b })[0] | 0",
                "$sort([1..64].{'k': $ % 5, 'i': $}, function($a, $b) { $a.k > $b.k })[[0..2]].i | [5, 10, 15]",
                "$sort(1) | [1]",
                "$filter($nulls, $exists) | [null, 1, null]",
                "$nulls[$ = null] | [null, null]",
                "$map($nulls, function($v) { $type($v) }) | [\"null\", \"number\", \"null\"]",
                "null in $nulls | true",
                "$distinct($nulls) | [null, 1]",
                "$nothing{$string(id): name} | {}",
                "$keys{$string(k): n} | {\"2\": [\"a\", \"c\"], \"1\": \"b\"}",
                "$keys.(k in [1, 3] ? n : 'other') | [\"other\", \"b\", \"other\"]",
                "[[1, 2], [3]].$ | [1, 2, 3]",
                "$keys.[k, n] | [[2, \"a\"], [1, \"b\"], [2, \"c\"]]",
                "$keys@$a.$keys@$b[$a.k = $b.k].{'x': $a.n & $b.n}.x | [\"aa\", \"ac\", \"bb\", \"ca\", \"cc\"]",
                "$keys#$i.(n & $i) | [\"a0\", \"b1\", \"c2\"]",
                "{'a': [{'b': 1}]}.a.b.%.b | 1",
                "$data := [1]; $data ~> $map(function($x) { $x * $x })[] | [1]",
                "$keys[[0, 2]].n | [\"a\", \"c\"]",
                "$keys[-1].n | \"c\"",
                "$map([1, 2], $string(?)) | [\"1\", \"2\"]",
                "($twice := function($f)<f<n:n>:f<n:n>> { function($x)<n:n> { $f($f($x)) } };"
                        + " $twice(function($x)<n:n> { $x + 2 })(5)) | 9",
                "($f := $uppercase ~> $trim; $f(' a ')) | \"A\"",
                "$reduce([1, 2, 3], function($a, $b, $i) { $a + $b * $i }) | 9",
                "$zip([1, 2], [3]) | [[1, 3]]",
                "$spread([{'a': 1}, {'b': null}]) | [{\"a\": 1}, {\"b\": null}]",
                "$nothing ? 1 : 2 | 2",
                "$nothing ?: 3 | 3",
                "null ?? 4 | null",
                "$nothing ?? 5 | 5",
            })
    void evaluatesListsAndObjectsAsJsonataDoes(String text, String json) throws Exception {
        assertIs(text.startsWith("$data") ? "(" + text + ")" : text, json);
    }

    @Test
    void transformsACopy() throws Exception {
        assertIs("$keys[0] ~> |$|{'n': 'z', 'm': null}, 'k'|", "{\"n\": \"z\", \"m\": null}");
        assertIs("{'a': $keys} ~> |a[n = 'b']|{'k': 0}| ~> $lookup('a') ~> $map(function($o) { $o.k })", "[2, 0, 2]");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$substring('é😀', 1) | \"😀\"",
                "$substring($text, 1, 1) | \"😀\"",
                "$substring($text, -2) | \"😀b\"",
                "$substring($text, -2, 1) | \"😀\"",
                "$substring($text, 3) | \"\"",
                "$split($text, '') | [\"a\", \"😀\", \"b\"]",
                "$length($text) | 3",
                "$pad($text, 5, '😀-') | \"a😀b😀-\"",
                "$pad($text, -4) | \" a😀b\"",
                "$contains($text, $nothing) | null",
                "$contains('abc', /B/i) | true",
                "$contains(\"abc\\n\", /^[a-z]+$/) | false",
                "$contains(\"a\\nb\", /^b$/m) | true",
                "$contains(\"a\\nb\\n\", /^$/m) | true",
                "$contains('É', /^é$/i) | true",
                "$contains('a\\u00a0b', /^a\\sb$/) | true",
                "$contains('a\\u00a0b', /^a[\\s-]b$/) | true",
                "$contains('a\\u0085b', /^a.b$/) | true",
                "$contains('aéb', /a\\b/) | true",
                "$contains('^', /[$^.]/) | true",
                "$contains('a[b', /[\\[]/) | true",
                "$replace('$5', '$', '€') | \"€5\"",
                "$replace('abc', /(x)?b/, '[$1]') | \"a[]c\"",
                "$replace('abcdefghijklm', /(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)/, '$12-$1-$13') | \"l-a-a3m\"",
                "$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1') | \"Smith, John\"",
                "$replace('a.b.c', '.', '', 1) | \"ab.c\"",
                "$replace('hello', /l/, function($m) { $uppercase($m.match) }) | \"heLLo\"",
                "$match('ab', /a/).next | null",
                "'ab' ~> /b/ | {\"match\": \"b\", \"start\": 1, \"end\": 2, \"groups\": []}",
                "('aba' ~> /a/).next().start | 2",
                "$split('a1b2c', /[0-9]/, 2) | [\"a\", \"b\"]",
                "$split('a,b,', ',') | [\"a\", \"b\", \"\"]",
                "$trim(' a \\n b ') | \"a b\"",
                "$string({'a': [1, null, true, '\\u0001']}) | \"{\\\"a\\\":[1,null,true,\\\"\\\\u0001\\\"]}\"",
                "$string([], true) | \"[]\"",
                "$string({'a': 1}, true) | \"{\\n  \\\"a\\\": 1\\n}\"",
                "$encodeUrlComponent(\"a b'(é)\") | \"a%20b'(%C3%A9)\"",
                "$encodeUrl('https://x.example/a b?c=d&e=é#f') | \"https://x.example/a%20b?c=d&e=%C3%A9#f\"",
                "$decodeUrl('%2Fa%20b') | \"%2Fa b\"",
                "$decodeUrlComponent('%F0%9F%98%80') | \"😀\"",
                "$base64decode($base64encode($text)) | \"a😀b\"",
            })
    void cutsNoCharacterAndReadsRegularExpressionsAsJavaScriptDoes(String text, String json) throws Exception {
        assertIs(text, json);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$fromMillis($toMillis('2005-01-01'), '[X0001]-W[W01]-[F1]') | \"2004-W53-6\"",
                "$fromMillis($toMillis('2007-12-31'), '[X]-W[W]') | \"2008-W1\"",
                "$fromMillis($toMillis('2017-01-01'), '[w] of [xNn], [[X]]') | \"5 of December, [X]\"",
                "$fromMillis($toMillis('2018-07-31'), 'Week [w] of [xNn]') | \"Week 1 of August\"",
                "$fromMillis($toMillis('2018-12-30T23:30:00Z'), '[X]-[W]', '+0100') | \"2019-1\"",
                "$formatNumber(1234.5678, '#,##0.00') | \"1,234.57\"",
                "$formatNumber(-3.5, '0.0;(0.0)') | \"(3.5)\"",
                "$formatNumber(1234.56789, '9,999.999,999') | \"1,234.567,890\"",
                "$formatNumber(123412345678.9, '9,9,99.99') | \"123412345,6,78.90\"",
                "$formatNumber(0.234, '#.00e0') | \"0.23e0\"",
                "$formatNumber(0.14, '01%') | \"14%\"",
                "$formatNumber(0, '0.0e0') | \"0.0e0\"",
                "$formatNumber(-1234, '#,##0') | \"-1,234\"",
                "$formatNumber(0.5, '#') | \"0\"",
                "$formatNumber(12, 'x0y') | \"x12y\"",
                "$parseInteger('١٢٣٤٠', '###١') | 12340",
                "$formatInteger(2789, 'w') | \"two thousand, seven hundred and eighty-nine\"",
            })
    void writesNumbersAndMomentsByTheirPictures(String text, String json) throws Exception {
        assertIs(text, json);
    }

    @ParameterizedTest(name = "{0} fails")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$number('abc') | JSONata error D3030 in $number at character 8: the string is not a number",
                "$toMillis('2018-02-03 11:15:33') | JSONata error D3110 in $toMillis at character 10: the string is not an"
                        + " ISO 8601 timestamp",
                "$replace('s', '', 'x') | JSONata error D3010 in $replace at character 9: an empty string cannot be"
                        + " replaced",
                "$encodeUrl('\\ud83d') | JSONata error D3140 in $encodeUrl at character 11: the string has half a surrogate"
                        + " pair and cannot be encoded",
                "$encodeUrlComponent('a\\udc00') | JSONata error D3140 in $encodeUrlComponent",
                "$decodeUrlComponent('%E4') | JSONata error D3140 in $decodeUrlComponent",
                "1 + 'a' | JSONata error T2002 at character 3: the right side of + has to be a number and is of type"
                        + " string",
                "1 < 'a' | JSONata error T2009 at character 3: the values on either side of < are of different types:"
                        + " number and string",
                "[1.5..3] | JSONata error T2003",
                "1 / 0 | JSONata error D1001",
                "1e308 * 10 | JSONata error D1001",
                "$sort([1, 'a']) | JSONata error D3070 in $sort at character 6",
                "$keys^(n = 'a' ? 1 : 'x') | JSONata error T2007",
                "$uppercase(1) | JSONata error T0410 in $uppercase at character 11: argument 1 cannot be of type number",
                "$uppercase(null) | JSONata error T0410",
                "$sum(['a']) | JSONata error T0412 in $sum at character 5: argument 1 has to be an array of numbers",
                "$match('aa', /x*/) | JSONata error D1004",
                "$single([1, 2]) | JSONata error D3138",
                "$int() | JSONata error T1006 at character 5: a value of type number is called like a function",
                "{$int: 1} | JSONata error T1003",
                "{'a': 1, 'a': 2} | JSONata error D1009",
                "$formatNumber(1, '0.0.0') | JSONata error D3081",
                "$fromMillis(0, '[Y') | JSONata error D3135",
                "$fromMillis(1e300) | JSONata error D3130",
                "$formatInteger(1e46, 'w') | JSONata error D3130",
                "$parseInteger('ten billion trillion trillion', 'w') | JSONata error D3130",
                "$assert(false, 'secret') | JSONata error D3141",
                "$error('secret') | JSONata error D3137",
                "{'a': $sum} | the value is a function: call it with ()",
            })
    void saysWhatFailedOnWhichTypeAndWhere(String text, String message) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> evaluate(text));

        assertTrue(thrown.getMessage().startsWith(message), thrown.getMessage());
    }
}
