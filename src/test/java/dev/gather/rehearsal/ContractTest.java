package dev.gather.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.composition.CompositionFile;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.rehearsal.Suite.FileResult;
import dev.gather.yaml.Problems;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of cases that the backend could not have sent, as the lock file knows it. */
@QuarkusTest
class ContractTest {
    private static final String COMPOSITION = """
            sources:
              rows: { sql: 'SELECT id, name FROM t WHERE id = {% $input.id %}', fallback: null }
              parcel: { http: 'GET stub:/parcels/{% $input.id %}', fallback: null, retries: 1 }
            output: { rows: '{% $rows %}', parcel: '{% $parcel %}' }
            """;

    private static final String LOCK = """
            c:
              rows:
                request: SELECT id, name FROM t WHERE id = ?
                row:
                  type: object
                  required: [id]
                  properties: { id: { type: integer }, name: { type: [string, 'null'] } }
              parcel:
                request: GET stub:/parcels/{}
                answers:
                  '200': { type: object, required: [state], properties: { state: { enum: [sent, lost] } } }
                  4XX: { type: object }
            """;

    @Inject
    Rehearsal rehearsal;

    private FileResult run(String lock, String sources) {
        Problems problems = new Problems();
        Lock read = LockFile.read("gather.lock.yaml", lock, problems);
        assertEquals(List.of(), problems.all());
        return new Suite(rehearsal, read)
                .run(
                        new CompositionFile(
                                "c", "c.test.yaml", "cases: [{ input: { id: 7 }, sources: { " + sources + " } }]"),
                        Map.of("c", new CompositionFile("c", "c.yaml", COMPOSITION)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rows: { value: [{ id: 1, name: null }, { id: 2, name: x }] } | parcel: { value: { state: sent, more: 1 } }
            rows: { value: { id: 1, name: null } }                      | parcel: { status: 404 }
            rows: {}                                                    | parcel: { status: 404, value: { any: 1 } }
            rows: { value: [] }                                         | parcel: { status: 503, value: busy }
            rows: { fault: query }                                      | parcel: { fault: malformed }
            rows: {}                                                    | parcel: { status: 204 }
            rows: {}                                                    | parcel: [{ status: 503 }, { value: { state: lost } }]
            """)
    void takesWhatMayCome(String rows, String parcel) {
        FileResult result = run(LOCK, rows + ", " + parcel);

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(List.of(), result.notes());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rows: { value: [{ id: 1, name: x }, { id: 2 }] }           | 'rows' cannot be answered so: value/1 lacks the column name
            rows: { value: { id: 1, nmae: x, name: y } }               | 'rows' cannot be answered so: value/nmae is no column
            rows: { value: [{ id: '1', name: x }] }                    | 'rows' cannot be answered so: value/0/id: it has to be of type integer, not string
            rows: { value: [7] }                                       | 'rows' cannot be answered so: value/0: it has to be of type object, not integer
            parcel: { value: { state: gone } }                         | 'parcel' cannot be answered so: value/state: it has to be one of ["sent","lost"]
            parcel: { value: {} }                                      | 'parcel' cannot be answered so: value: the property "state" is missing
            parcel: {}                                                 | 'parcel' cannot be answered so: value: it has to be of type object, not null
            parcel: { status: 404, value: [] }                         | 'parcel' cannot be answered so: value: it has to be of type object, not array
            GET stub:/parcels/7: { value: { state: 1 } }, parcel: {}   | 'parcel' cannot be answered so: value/state: it has to be one of ["sent","lost"]
            """)
    void refusesWhatCannotCome(String answer, String misfit) {
        String other = answer.contains("rows") ? ", parcel: { status: 404 }" : ", rows: {}";

        List<String> found = run(LOCK, answer + other).cases().get(0).differences();

        String again = answer.contains("rows") ? "--db" : "--openapi";
        assertEquals(
                List.of(misfit + ", as the lock file says; correct the answer, or run check " + again + " again"),
                found);
    }

    @Test
    void saysThatTheLockIsOutdatedAndChecksNothingByIt() {
        FileResult result = run(
                LOCK.replace("SELECT id, name", "SELECT id").replace("/parcels", "/old"),
                "rows: { value: [{ other: 1 }] }, parcel: { value: 7 }");

        assertEquals(List.of(), result.cases().get(0).differences());
        assertEquals(
                List.of(
                        "the lock file has another request of 'rows', run check --db again",
                        "the lock file has another request of 'parcel', run check --openapi again"),
                result.notes());
    }
}
