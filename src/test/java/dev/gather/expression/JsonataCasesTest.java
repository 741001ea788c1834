package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of JSONata, one for each kind that the library or an earlier version of Gather had wrong. */
class JsonataCasesTest {
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
                "($f := function() { $uppercase() }; ['x', 'y'].$f()) | [\"X\", \"Y\"]",
                "($f := function($n) { $trim() }; [' x ', 'y '].$f(1)) | [\"x\", \"y\"]",
                "($g := function() { $uppercase() }; $f := function() { $g() }; ['x'].$f()) | \"X\"",
                "($f := function($s)<s-:s> { $uppercase($s) }; ['x'].$f()) | \"X\"",
                "$reduce([1, 2, 3], function($a, $b, $i) { $a + $b * $i }) | 9",
                "$zip([1, 2], [3]) | [[1, 3]]",
                "$spread([{'a': 1}, {'b': null}]) | [{\"a\": 1}, {\"b\": null}]",
                "$nothing ? 1 : 2 | 2",
                "$nothing ?: 3 | 3",
                "null ?? 4 | null",
                "$nothing ?? 5 | 5",
            })
    void evaluatesListsAndObjectsAsJsonataDoes(String text, String json) throws Exception {
        JsonataCases.assertIs(text.startsWith("$data") ? "(" + text + ")" : text, json);
    }

    @Test
    void transformsACopy() throws Exception {
        JsonataCases.assertIs("$keys[0] ~> |$|{'n': 'z', 'm': null}, 'k'|", "{\"n\": \"z\", \"m\": null}");
        JsonataCases.assertIs(
                "{'a': $keys} ~> |a[n = 'b']|{'k': 0}| ~> $lookup('a') ~> $map(function($o) { $o.k })", "[2, 0, 2]");
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
        JsonataCases.assertIs(text, json);
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
                "{'a': $sum} | the value is a function: call it with ()",
            })
    void saysWhatFailedOnWhichTypeAndWhere(String text, String message) {
        EvaluationException thrown = assertThrows(EvaluationException.class, () -> JsonataCases.evaluate(text));

        assertTrue(thrown.getMessage().startsWith(message), thrown.getMessage());
    }
}
