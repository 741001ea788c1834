package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import dev.gather.yaml.Place;
import dev.gather.yaml.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault that an evaluation can have says what failed, on values of which type, and never shows a value. */
class EvaluationFaultsTest {
    private static final String SECRET = "hunter2";

    private static final Variables VALUES = Variables.within(() -> Duration.ofSeconds(5))
            .with(Map.of("s", SECRET, "n", -7731, "list", Arrays.asList(SECRET, -7731), "o", Map.of(SECRET, SECRET)));

    /** Expressions by the code of their fault, and what the message has to contain. */
    private static final String[][] CASES = {
        {"D1001", "1e308 * 10", "out of the range"},
        {"D1002", "-$s", "type string"},
        {"D1004", "$match($s, /x*/)", "empty string"},
        {"D1009", "{'a': $s, 'a': $n}", "equal"},
        {"D2014", "[1..20000000]", "10000000"},
        {"D3010", "$replace($s, '', 'x')", "empty string"},
        {"D3011", "$replace($s, 'h', 'x', -1)", "positive number"},
        {"D3012", "$replace($s, /h/, function($m) { $n })", "type number"},
        {"D3020", "$split($s, 'u', -1)", "positive number"},
        {"D3030", "$number($s)", "the string is not a number"},
        {"D3040", "$match($s, /h/, -1)", "positive number"},
        {"D3050", "$reduce($list, function($a) { $a })", "two arguments"},
        {"D3060", "$sqrt($n)", "negative"},
        {"D3061", "$power($n, 0.5)", "out of the range"},
        {"D3070", "$sort($list)", "type number"},
        {"D3070", "$sort([1, $o])", "type object"},
        {"D3080", "$formatNumber($n, '0;0;0')", "two parts"},
        {"D3081", "$formatNumber($n, '0.0.0')", "picture"},
        {"D3082", "$formatNumber($n, '0%%')", "picture"},
        {"D3083", "$formatNumber($n, '0‰‰')", "picture"},
        {"D3084", "$formatNumber($n, '0%‰')", "picture"},
        {"D3085", "$formatNumber($n, '.')", "picture"},
        {"D3086", "$formatNumber($n, '0x0')", "picture"},
        {"D3087", "$formatNumber($n, '0,.0')", "picture"},
        {"D3088", "$formatNumber($n, '0,')", "picture"},
        {"D3089", "$formatNumber($n, '0,,0')", "picture"},
        {"D3090", "$formatNumber($n, '0#')", "picture"},
        {"D3091", "$formatNumber($n, '0.#0')", "picture"},
        {"D3092", "$formatNumber($n, '0e0%')", "picture"},
        {"D3093", "$formatNumber($n, '0e#')", "picture"},
        {"D3100", "$formatBase($n, 99)", "between 2 and 36"},
        {"D3110", "$toMillis($s)", "the string is not"},
        {"D3120", "$parse($s)", "the string is not JSON"},
        {"D3130", "$formatInteger(1e46, 'w')", "too large"},
        {"D3131", "$formatInteger($n, '0٠')", "picture"},
        {"D3132", "$fromMillis($n, '[!]')", "picture"},
        {"D3133", "$fromMillis($n, '[YN]')", "picture"},
        {"D3134", "$fromMillis($n, '[Z00000]')", "picture"},
        {"D3135", "$fromMillis($n, '[Y')", "picture"},
        {"D3136", "$toMillis('7731-22', '[Y]-[D]')", "picture"},
        {"D3137", "$error('no', $n)", "from 400 to 599"},
        {"D3138", "$single($list)", "more than one"},
        {"D3139", "$single([])", "no element"},
        {"D3140", "$decodeUrl('%E4' & $s)", "percent-encoded"},
        {"D3141", "$assert(false, 'no', $n)", "from 400 to 599"},
        {"T0410", "$uppercase($n)", "type number"},
        {"T0410", "$join($list, $n, $list, 'a', 'b')", "type number"},
        {"T0410", "$hash($s, $s)", "SHA-256"},
        {"T0411", "[$n].$uppercase()", "type number"},
        {"T0412", "$sum($list)", "type string"},
        {"T0412", "$merge([$o, $n])", "type number"},
        {"T1003", "{$n: 1}", "type number"},
        {"T1006", "$o.hunter2()", "type string"},
        {"T1008", "($f := $s; $f(?))", "type string"},
        {"T1010", "$match($s, function($t) { {'match': $n} })", "has to return"},
        {"T2001", "$s + 1", "type string"},
        {"T2002", "1 + $o", "type object"},
        {"T2003", "[$s..1]", "type string"},
        {"T2004", "[1..$list]", "type array"},
        {"T2006", "$n ~> ($s)", "type string"},
        {"T2007", "$list^($)", "number and string"},
        {"T2008", "[$o, $o]^($)", "type object"},
        {"T2009", "$s < $n", "string and number"},
        {"T2010", "$o < 1", "type object"},
        {"T2011", "$o ~> |$|$n|", "type number"},
        {"T2012", "$o ~> |$|{}, [$n]|", "type number"},
    };

    @TestFactory
    Stream<DynamicTest> nameTheirTypesAndNoValue() {
        return Stream.of(CASES)
                .map(one -> DynamicTest.dynamicTest(one[0] + " " + one[1], () -> {
                    EvaluationException thrown = assertThrows(EvaluationException.class, () -> Expression.parse(one[1])
                            .evaluate(VALUES));

                    String message = thrown.getMessage();
                    assertTrue(message.startsWith("JSONata error " + one[0] + " "), message);
                    assertTrue(message.matches("JSONata error \\S+( in \\$\\w+)? at character \\d+: .*"), message);
                    assertTrue(message.contains(one[2]), message);
                    assertFalse(message.contains("{{") || message.contains("%s"), message);
                    assertFalse(message.contains(SECRET) || message.contains("7731"), message);
                }));
    }

    @Test
    void areAllInTheTable() throws IOException {
        Set<String> raised = new TreeSet<>();
        for (String room : List.of("evaluation", "function", "jsonata")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/gather", room))) {
                for (Path file : files.toList()) {
                    Pattern.compile("\"([TD][0-9]{4})\"")
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(code -> raised.add(code.group(1)));
                }
            }
        }
        Set<String> tried = new TreeSet<>();
        Stream.of(CASES).forEach(one -> tried.add(one[0]));

        assertEquals(raised, tried);
    }

    @Test
    void knowTheirPlaceInTheFile() throws ExpressionSyntaxException {
        Expression placed = Expression.parse("$s + 1")
                .at(new Place("compositions/x.yaml", new Position(14, 22), "sources.tracking.http"));
        JsonTemplate document = new JsonTemplate.Evaluated("sources.tracking.http", placed);

        EvaluationException thrown = assertThrows(EvaluationException.class, () -> document.evaluate(VALUES));

        String fault =
                "JSONata error T2001 at character 4: the left side of + has to be a number and is of type string";
        assertEquals("sources.tracking.http: " + fault, thrown.getMessage());
        assertEquals("compositions/x.yaml:14:22 sources.tracking.http", thrown.place());
    }

    @Test
    void haveNoPlaceWithoutAFile() throws ExpressionSyntaxException {
        JsonTemplate document = new JsonTemplate.Evaluated("output", Expression.parse("$s + 1"));

        EvaluationException thrown = assertThrows(EvaluationException.class, () -> document.evaluate(VALUES));

        assertEquals("", thrown.place());
        assertTrue(thrown.getMessage().startsWith("output: JSONata error T2001 "), thrown.getMessage());
    }

    @Test
    void stayLateWhereverTheyAreCaught() throws ExpressionSyntaxException {
        JsonTemplate document = new JsonTemplate.Evaluated(
                "output",
                Expression.parse("$count([1..9999999].($ * 2))").at(new Place("f", Position.START, "output")));

        EvaluationException thrown = assertThrows(
                EvaluationException.class, () -> document.evaluate(Variables.within(() -> Duration.ofMillis(1))));

        assertTrue(thrown.isLate());
        assertEquals("output: it took too long", thrown.getMessage());
        assertEquals("f:1:1 output", thrown.place());
    }
}
