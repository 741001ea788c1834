package dev.gather.expression;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSONata's numbers and pictures: cases that the library or an earlier version of Gather had wrong. */
class JsonataNumbersTest {
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
        JsonataCases.assertIs(text, json);
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
        JsonataCases.assertIs(text, json);
    }
}
