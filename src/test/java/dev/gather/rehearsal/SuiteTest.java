package dev.gather.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.rehearsal.Suite.FileResult;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases over compositions: what passes, and what is said of what does not. */
@QuarkusTest
class SuiteTest {
    private static final String ORDERS = """
            route: GET /orders/{id}
            input: { properties: { id: { type: integer } } }
            sources:
              order: { http: 'GET stub:/orders/{% $input.id %}', retries: 1, missing: 404 }
              rows: { sql: 'SELECT a FROM b WHERE c = {% $input.id %}' }
              parts:
                forEach: '{% [1, 2, 3] %}'
                http: GET stub:/parts/{% $item %}
                timeout: 200ms
                retries: 1
                fallback: '{% $error.code %}'
            output: { order: '{% $order %}', rows: '{% $rows %}', parts: '{% $parts %}' }
            """;

    @Inject
    Rehearsal rehearsal;

    private FileResult run(String composition, String cases) {
        return new Suite(rehearsal)
                .run(
                        new CompositionFile("orders", "orders.test.yaml", cases),
                        Map.of("orders", new CompositionFile("orders", "orders.yaml", composition)));
    }

    /** The differences of the only case, one in a line. */
    private String differences(String rest) {
        String cases = "cases:\n  - name: one\n" + rest.indent(4);
        return String.join("\n", run(ORDERS, cases).cases().get(0).differences());
    }

    private static String answers(String order, String rows, String parts) {
        return "input: { id: 7 }\nsources:\n  order: %s\n  rows: %s\n  parts: %s\n".formatted(order, rows, parts);
    }

    @Test
    void passesWhereAllIsAsExpected() {
        assertEquals(
                "",
                differences(answers(
                                "[{ status: 503, delay: 10ms }, { value: { id: 7, total: 1.10 } }]",
                                "{ value: [{ a: 1 }] }",
                                "[{ value: one }, [{ fault: connection }, { value: two }], { delay: 5s, value: three }]")
                        + """
                output: { order: { id: 7, total: 1.1 }, rows: [{ a: 1.0 }], parts: [one, two, timeout] }
                degraded: [parts]
                calls: { order: 2, rows: 1, parts: 5 }
                within: 1s
                """));
    }

    @Test
    void holdsAnswersToWhatTheirCompositionPromises() {
        String promising = "returns: { properties: { order: { type: string } } }\n" + ORDERS;
        String cases = "cases:\n  - name: one\n"
                + answers("{ value: 1 }", "{ value: [] }", "{ value: 1 }").indent(4);

        assertEquals(
                List.of("returns: the answer breaks it: /order: it has to be of type string, not integer"),
                run(promising, cases).cases().get(0).differences());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            output: { order: 2, rows: [], parts: [1, 1, 1] }             | output.order: expected 2, was 1
            output: { order: 1, rows: [], parts: [1, 1] }                | output.parts[2]: not expected, was 1
            output: { order: 1, rows: [1], parts: [1, 1, 1] }            | output.rows[0]: expected 1, was not there
            output: { order: 1, rows: [], parts: [1, 1, 1], more: null } | output.more: expected null, was not there
            output: { order: '1', rows: [], parts: [1, 1, 1] }           | output.order: expected "1", was 1
            output: { order: 1, rows: [] }                               | output.parts: not expected, was [1,1,1]
            degraded: [order]                                            | degraded: expected [order], was []
            calls: { parts: 4 }                                          | calls.parts: expected 4, was 3
            time: 30ms                                                   | time: expected 30ms, was 20ms
            within: 19ms                                                 | time: expected at most 19ms, was 20ms
            problem: { status: 404 }                                     | problem: expected one, was the answer {"order":1,"rows":[],"parts":[1,1,1]}
            """)
    void saysWhatDiffers(String expected, String difference) {
        String given = answers("{ value: 1, delay: 20ms }", "{ value: [] }", "{ value: 1 }");

        assertEquals(difference, differences(given + expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { status: 404 }                      | { status: 404, type: not-found }
            { status: 500, value: { why: x } }   | { status: 502, type: source-failed, detail: "the source 'order' failed: the upstream answered 500" }
            { fault: malformed }                 | { status: 502 }
            { fault: timeout }                   | { status: 504, type: deadline-exceeded }
            """)
    void expectsProblems(String order, String problem) {
        assertEquals("", differences(answers(order, "{ value: [] }", "{ value: 1 }") + "problem: " + problem));
    }

    @Test
    void saysThatAProblemIsNotWhatWasExpected() {
        assertEquals(
                "problem.status: expected 403, was 404\nproblem.other: expected 1, was not there",
                differences(answers("{ status: 404 }", "{ value: [] }", "{ value: 1 }")
                        + "problem: { status: 403, other: 1 }"));
    }

    @Test
    void asksByRequest() {
        assertEquals("", differences("""
                request: { method: get, path: /orders/7, headers: { X-Trace: abc } }
                sources:
                  GET stub:/orders/7: { value: seven }
                  GET stub:/parts/2: { value: two }
                  parts: { value: other }
                  rows: { value: [] }
                output: { order: seven, rows: [], parts: [other, two, other] }
                """));
    }

    @Test
    void saysWhatHasNoAnswer() {
        assertEquals("there is no answer for 'order', which sends GET stub:/orders/7", differences("""
                        input: { id: 7 }
                        sources: { rows: { value: [] }, parts: { value: 1 } }
                        problem: { status: 502 }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            order: { fault: unknown }                          | the answer does not fit 'order': it cannot have the fault unknown
            rows: { status: 503 }                              | the answer does not fit 'rows': only http has a status, headers and base64
            rows: { fault: malformed }, GET stub:/nobody: {}   | nothing sends GET stub:/nobody
            """)
    void saysWhatDoesNotFit(String answers, String misfit) {
        String cases = "cases: [{ input: { id: 7 }, sources: { %s } }]".formatted(answers);

        List<String> found = run(ORDERS, cases).cases().get(0).differences();

        assertTrue(found.contains(misfit), found::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            [{ value: 1 }, { value: 2 }]                       | [{ value: 1 }, { value: 1 }, { value: 1 }]                  | 'order' has 1 answer too many
            [[{ status: 503 }, { value: 1 }, { value: 2 }]]    | { value: 1 }                                                 | 'order' has 1 answer too many
            { value: 1 }                                       | [{ value: 1 }, { value: 1 }, { value: 1 }, {}, {}]           | 'parts' has 2 answers too many
            { value: 1 }                                       | [{ value: 1 }, [{ value: 1 }, { value: 2 }], { value: 1 }]   | 'parts' has 1 answer too many
            """)
    void saysWhatIsLeftOver(String order, String parts, String misfit) {
        assertEquals(misfit, differences(answers(order, "{ value: [] }", parts)));
    }

    @Test
    void takesAnAnswerForEachElementAlsoOfThoseThatAreEqual() {
        FileResult result = run(
                "sources:\n  a: { forEach: '{% [1, 1, null, 2] %}', http: 'GET stub:/{% $item %}' }\noutput: '{% $a %}'\n",
                "cases: [{ sources: { a: [{ value: 5 }, { value: 5 }, {}, { value: 6 }] }, output: [5, 5, null, 6] },"
                        + " { sources: { GET stub:/1: [{ value: 5 }, { value: 7 }], GET stub:/2: { value: 6 } } }]");

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(
                List.of("GET stub:/1 has 1 answer too many"),
                result.cases().get(1).differences());
    }

    @Test
    void takesAnAnswerForEachBatch() {
        FileResult result = run(
                "sources:\n  a: { forEach: '{% [1..3] %}', batch: 2, http: 'GET stub:/a?n={% $items %}',"
                        + " match: { item: $item, answer: $answer } }\noutput: '{% $a %}'\n",
                "cases: [{ sources: { a: [{ value: [2, 1] }, { value: [] }] }, output: [1, 2, null], calls: { a: 2 } },"
                        + " { sources: { GET stub:/a?n=1&n=2: { value: [1] }, GET stub:/a?n=3: { value: [3] } },"
                        + " output: [1, null, 3] }]");

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(List.of(), result.cases().get(1).differences());
    }

    @Test
    void takesAsManyPagesAsThereMayBe() {
        String pages = IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> "{ value: { items: [" + i + "], next: " + (i < 1_000 ? i + 1 : "null") + " } }")
                .collect(Collectors.joining(", "));
        FileResult result = run(
                "sources:\n  a:\n    http: GET stub:/a\n    paginate: { next: { p: '{% $body.next %}' },"
                        + " items: $body.items, pages: 1000 }\noutput: '{% $sum($a) %}'\n",
                "cases: [{ sources: { a: [" + pages + "] }, output: 500500, calls: { a: 1000 } }]");

        assertEquals(List.of(), result.cases().get(0).differences());
    }

    @Test
    void takesAnAnswerForEachPage() {
        String page = "{ headers: { link: '<?p=%d>; rel=next' }, value: [%d] }";
        FileResult result = run(
                "sources:\n  a: { http: 'GET stub:/a', paginate: { link: next } }\noutput: '{% $a %}'\n",
                "cases: [{ sources: { a: [" + page.formatted(2, 1)
                        + ", { value: [2] }] }, output: [1, 2], calls: { a: 2 } },"
                        + " { sources: { GET stub:/a: " + page.formatted(2, 1) + ", GET stub:/a?p=2: { value: [2] } },"
                        + " output: [1, 2] }]");

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(List.of(), result.cases().get(1).differences());
    }

    @Test
    void takesTheAnswersToAttemptsAlsoFromAListWithinAList() {
        String rest = "rows: { value: [] }\n  parts: { value: 1 }\n";
        assertEquals(
                "",
                differences("input: { id: 7 }\nsources:\n  order: [[{ status: 503 }, { value: 1 }]]\n  " + rest
                        + "calls: { order: 2 }\nstatus: 200\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { delay: 1m }                     | problem: { type: outcome-unknown }
            { fault: timeout }                | problem: { type: outcome-unknown }
            { fault: unknown }                | problem: { type: outcome-unknown }
            { fault: query }                  | problem: { type: source-failed }
            { value: { affected: 1 } }        | output: { affected: 1 }
            """)
    void treatsAWriteThatWasSentAsTheFunctionDoes(String answer, String expected) {
        FileResult result = run(
                "sources: { w: { sql: 'UPDATE t SET a = 1', writes: true } }\noutput: '{% $w %}'\n",
                "cases: [{ sources: { w: %s }, %s }]".formatted(answer, expected));

        assertEquals(List.of(), result.cases().get(0).differences());
    }

    @Test
    void waitsForAWriteThatWasSent() {
        FileResult result = run(
                "sources:\n  w: { sql: 'UPDATE t SET a = 1', writes: true }\n"
                        + "  f: { http: 'GET stub:/f' }\noutput: '{% [$w, $f] %}'\n",
                "cases: [{ sources: { w: { delay: 100ms }, f: { delay: 10ms, status: 500 } }, problem: {}, time: 100ms }]");

        assertEquals(List.of(), result.cases().get(0).differences());
    }

    @Test
    void showsWhereLongTextsDiffer() {
        String text = "a".repeat(1_000);
        assertEquals(
                List.of("output: expected \"" + "a".repeat(20) + "b\", was \"" + "a".repeat(20)
                        + "c\", from character 981 on"),
                run("output: " + text + "c\n", "cases: [{ output: " + text + "b }]")
                        .cases()
                        .get(0)
                        .differences());
    }

    @Test
    void tellsAProblemFromAnAnswerWithAStatus() {
        FileResult result = run(
                "route: GET /x\nstatus: 404\noutput: { not: here }\n",
                "cases: [{ request: { path: /x }, output: { not: here }, status: 404 },"
                        + " { request: { path: /x }, problem: { not: here } }]");

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(
                List.of("problem: expected one, was the answer {\"not\":\"here\"}"),
                result.cases().get(1).differences());
    }

    @Test
    void sendsAFormAsItIsWritten() {
        FileResult result = run(
                "route: POST /x\ninput: { properties: { n: { type: integer } } }\noutput: '{% $input %}'\n",
                "cases: [{ request: { method: POST, path: /x, body: n=5, headers: { content-type:"
                        + " application/x-www-form-urlencoded } }, output: { n: 5 } }]");

        assertEquals(List.of(), result.cases().get(0).differences());
    }

    @Test
    void saysWhatNoCaseReaches() {
        FileResult result = run(
                "sources:\n  a: { http: 'GET stub:/a', fallback: 1 }\n  b: { http: 'GET stub:/b', when: 'false' }\n"
                        + "output: '{% [$a, $b] %}'\n",
                "cases: [{ sources: { a: { value: 2 } } }]");

        assertEquals(List.of("the fallback of 'a'", "the source 'b'"), result.unreached());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            cases: [{ inptu: {} }]                        | orders.test.yaml:1:11 cases[0].inptu: unknown key 'inptu', did you mean input?
            caes: []                                      | orders.test.yaml:1:1 caes: unknown key 'caes', did you mean cases?
            cases: [{ sources: { order: 1 } }]            | orders.test.yaml:1:29 cases[0].sources.order: an answer must be a mapping, not a number
            cases: [{ sources: { order: { fault: x } } }] | orders.test.yaml:1:38 cases[0].sources.order.fault: unknown fault 'x', known: connection, deadlock, invalid-value, malformed, query, timeout, too-large, unknown
            cases: [{ name: n, sources: { odrer: {} } }]  | orders.test.yaml:1:31 cases[0].sources.odrer: unknown source 'odrer', did you mean order?
            cases: [{ calls: { odrer: 1 } }]              | orders.test.yaml:1:20 cases[0].calls.odrer: unknown source 'odrer', did you mean order?
            cases: [{ degraded: [odrer] }]                | orders.test.yaml:1:22 cases[0].degraded[0]: unknown source 'odrer', did you mean order?
            cases: [{ calls: { order: -1 } }]             | orders.test.yaml:1:27 cases[0].calls.order: the number of calls must be a whole number from 0 on
            cases: [{ request: { path: orders } }]        | orders.test.yaml:1:20 cases[0].request: a request needs a path from its slash on, write path: /…
            """)
    void refusesAFileThatItCannotUse(String cases, String problem) {
        InvalidCompositionsException thrown =
                assertThrows(InvalidCompositionsException.class, () -> run(ORDERS, cases));

        assertEquals(
                problem,
                thrown.problems().stream()
                        .map(Object::toString)
                        .filter(text -> !text.contains("there is no list"))
                        .collect(Collectors.joining("\n")));
    }
}
