package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Run;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is probably a mistake, as far as what was learnt of sources says so. */
class LockWarningsTest {
    private static final String LOCK = """
            test:
              customer:
                request: customer ?
                row:
                  type: object
                  properties:
                    id: { type: integer }
                    name: { type: string }
                    parcel: { type: [string, 'null'] }
                    points: { type: [integer, 'null'] }
                    active: { type: boolean }
                    either: { type: [integer, string] }
                    any: {}
                    address: { type: object, properties: { city: { type: string } } }
                    tags: { type: array, items: { type: string } }
              orders:
                request: orders
                row:
                  type: array
                  items:
                    type: object
                    properties:
                      id: { type: integer }
                      status: { type: string }
                      parcel: { type: [string, 'null'] }
                      items: { type: array, items: { type: object, properties: { sku: { type: string }, quantity: { type: integer } } } }
            """;

    /** Line 7 is the output. */
    private static final String SOURCES = """
            input: { properties: { id: { type: integer } } }
            sources:
              customer:
                ask: customer {% $input.id %}
              orders:
                ask: orders
            """;

    private static String warnings(String composition) {
        Problems problems = new Problems();
        Lock lock = LockFile.read("gather.lock.yaml", LOCK, problems);
        assertEquals("[]", problems.all().toString());
        return Run.warnings(composition, lock).stream()
                .map(problem -> problem.toString().replace("test.yaml:", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String warningsOfOutput(String expression) {
        String quoted = expression.replace("'", "''");
        return warnings(SOURCES + "output: '{% [$customer.id, $orders.id, " + quoted + "] %}'\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            $customer.nmae                                | 50 $customer has no 'nmae', did you mean name?
            $customer.address.town                        | 58 $customer.address has no 'town', known: city
            $customer.name                                |
            $orders.statsu                                | 48 $orders has no 'statsu', did you mean status?
            $orders[statsu = "open"]                      | 48 $orders has no 'statsu', did you mean status?
            $orders[status = "open"].idd                  | 65 $orders has no 'idd', did you mean id?
            $orders[$.statsu = "open"]                    | 50 $orders has no 'statsu', did you mean status?
            $orders.items[skuu = "x"]                     | 54 $orders.items has no 'skuu', did you mean sku?
            $orders[items.skuu = "x"]                     | 54 $orders.items has no 'skuu', did you mean sku?
            $orders.{"a": idd}                            | 54 $orders has no 'idd', did you mean id?
            $orders.(idd)                                 | 49 $orders has no 'idd', did you mean id?
            $orders^(>idd)                                | 50 $orders has no 'idd', did you mean id?
            $orders{status: idd}                          | 56 $orders has no 'idd', did you mean id?
            $sum($orders[status = "open"].items.quantty)  | 76 $orders.items has no 'quantty', did you mean quantity?
            $orders.items.$string(skuu)                   | 62 $orders.items has no 'skuu', did you mean sku?
            $map($orders, function($o) { $o.idd })        |
            ($customer := {"a": 1}; $customer.a = "x")    |
            $orders@$o.idd                                |
            $orders.items.%.idd                           |
            $orders.*[idd = 1]                            |
            $customer.any.thing[x = 1].y                  |
            $orders[0].status                             |
            $orders[0]                                    |
            $orders.items[quantity > 1].sku               |
            """)
    void areMembersThatSourcesDoNotHave(String expression, String warning) {
        assertEquals(placed(warning), warningsOfOutput(expression), expression);
    }

    private static String placed(String warning) {
        return warning == null ? "" : "7:" + warning.replaceFirst(" ", " output: ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            $customer.id = "7"                    | 50 $customer.id is a number, which never equals a text, compare it with a number
            "7" != $customer.id                   | 57 $customer.id is a number, which never equals a text, compare it with a number
            $customer.id = $customer.name         | 50 $customer.id is a number, which never equals a text, compare it with a number
            $customer.points = "7"                | 50 $customer.points is a number, which never equals a text, compare it with a number
            $customer.id = true                   | 50 $customer.id is a number, which never equals a boolean, compare it with a number
            $customer.active = 1                  | 50 $customer.active is a boolean, which never equals a number, compare it with a boolean
            $customer.name = $input.id            | 50 $customer.name is a text, which never equals a number, compare it with a text
            $customer.id < "7"                    | 50 $customer.id is a number, and < fails with a text, compare it with a number
            $customer.name >= 7                   | 50 $customer.name is a text, and >= fails with a number, compare it with a text
            $customer.name + 1                    | 50 $customer.name is a text, and + fails with it, join texts with &
            1 * $customer.name                    | 54 $customer.name is a text, and * fails with it, convert it with $number
            $customer.active - 1                  | 50 $customer.active is a boolean, and - fails with it, convert it with $number
            $orders[status = 1]                   | 48 $orders.status is a text, which never equals a number, compare it with a text
            $orders[id = "1"].status              | 48 $orders.id is a number, which never equals a text, compare it with a number
            $orders[id < $customer.name]          | 48 $orders.id is a number, and < fails with a text, compare it with a number
            $orders.items[quantity > "1"]         | 54 $orders.items.quantity is a number, and > fails with a text, compare it with a number
            $customer.id = (1 & "")               |
            $customer.id = 1 & ""                 | 50 $customer.id is a number, which never equals a text, compare it with a number
            $customer.id = 7                      |
            $customer.id = null                   |
            $customer.parcel = null               |
            $customer.either = "x"                |
            $customer.any = "x"                   |
            $customer.points + 1                  |
            $customer.address = "x"               |
            $customer.tags = "x"                  |
            $orders.id = "7"                      |
            $orders[0].id = "7"                   |
            $customer.name & 1                    |
            $customer.name in ["a", "b"]          |
            $customer.id = $number("7")           |
            -$customer.id < 7                     |
            $customer.id < 7 and $customer.active |
            """)
    void areTypesThatDoNotGoTogether(String expression, String warning) {
        assertEquals(placed(warning), warningsOfOutput(expression), expression);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            { ask: 'x {% $customer.parcel %}' }                                       | 7:19 sources.s.ask: this may be null, and then nothing is asked for and the value is null, if that is meant, say so with when, or leave such rows out
            { forEach: $orders, ask: 'x {% $item.parcel %}' }                         | 7:37 sources.s.ask: this may be null, and then nothing is asked for and the value is null, if that is meant, say so with when, or leave such rows out
            { forEach: '{% $orders[id > 1] %}', ask: 'x {% $item.parcel %}' }         | 7:53 sources.s.ask: this may be null, and then nothing is asked for and the value is null, if that is meant, say so with when, or leave such rows out
            { forEach: $orders, ask: 'x {% $item.parcle %}' }                         | 7:43 sources.s.ask: $item has no 'parcle', did you mean parcel?
            { forEach: $orders.items, ask: 'x {% $item.skuu %}' }                     | 7:49 sources.s.ask: $item has no 'skuu', did you mean sku?
            { forEach: $customer.tags, ask: 'x {% $item %}', when: $item = 1 }        | 7:61 sources.s.when: $item is a text, which never equals a number, compare it with a text
            { forEach: '{% $map($orders, $string) %}', ask: 'x {% $item.y %}' }       |
            { ask: 'x {% $customer.parcel %}', when: $exists($customer.parcel) }      |
            { ask: 'x {% $customer.name %}' }                                         |
            { ask: 'x {% $customer.any %}' }                                          |
            { ask: 'x {% $customer.parcel & "" %}' }                                  |
            { ask: x, value: $value.y, require: $value.z }                            |
            """)
    void areOfWhatASourceAsks(String source, String warning) {
        String composition = SOURCES + "  s: " + source + "\noutput: '{% [$customer.id, $orders.id, $s] %}'\n";

        String found = warnings(composition)
                .lines()
                .filter(line -> !line.contains("does not know it"))
                .collect(Collectors.joining("\n"));
        assertEquals(warning == null ? "" : warning, found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            { ask: 'customer {% $input.id %}', value: $value.nmae }        | 3:62 sources.customer.value: $value has no 'nmae', did you mean name?
            { ask: 'customer {% $input.id %}', require: $value.id = "1" }  | 3:64 sources.customer.require: $value.id is a number, which never equals a text, compare it with a number
            { ask: 'customer {% $input.id %}', fallback: { x: 1 } }        |
            { ask: 'customers {% $input.id %}' }                           | 3:20 sources.customer.ask: gather.lock.yaml was learnt from another request than this, run check again
            """)
    void areOfItsOwnAnswer(String customer, String warning) {
        String composition = "input: { properties: { id: { type: integer } } }\nsources:\n  customer: " + customer
                + "\n  orders: { ask: orders }\noutput: '{% [$customer, $orders] %}'\n";

        assertEquals(warning == null ? "" : warning, warnings(composition));
    }

    @Test
    void areSourcesThatTheLockDoesNotKnow() {
        String composition =
                "sources:\n  orders: { ask: orders }\n  other: { ask: other }\noutput: '{% [$other, $orders] %}'\n";

        assertEquals(
                "3:17 sources.other.ask: gather.lock.yaml does not know it, run check again", warnings(composition));
        assertEquals(
                "", Run.warnings(composition).stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
