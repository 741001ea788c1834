package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.catalog.CompositionFolders;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.golden.GoldenCase;
import dev.gather.golden.GoldenDatabase;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Problem;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseCheckTest {
    private static final Path DEMO = Path.of("src/main/resources/demo/compositions");

    /** What cases are about, and what such a database says to it. */
    private static final Map<String, String> REFUSED = Map.of(
            "circuit-open-sql", "datasource gone: no connection to the database, or it broke",
            "sql-named-datasource", "datasource absent: no connection to the database, or it broke",
            "sql-not-valid", "sources.rows.sql: this is no valid SQL, near 'FROM WHERE'",
            "sql-refuses-a-writing-function", "sources.row.sql: it calls what writes, where only reading is allowed",
            "snapshot", "sources.broken.sql: there is no column 'nothing'",
            "sql-table-does-not-exist", "sources.rows.sql: there is no table 'no_such_table'",
            "sql-two-columns-of-one-name", "sources.rows.sql: two columns are named 'id'",
            "write-in-a-read-only-session",
                    "sources.here.sql: it calls what writes, where only reading is allowed;"
                            + " sources.there.sql: it calls what writes, where only reading is allowed");

    @Inject
    DatabaseCheck databases;

    @Inject
    @All
    List<SourceKind> kinds;

    @Inject
    FetchStack stack;

    private DatabaseCheck.Answers ask(List<CompositionFile> files) {
        return databases.ask(files, new CompositionLoader(kinds, stack, true));
    }

    /** If it fails: {@code check --db src/main/resources/demo/compositions}. */
    @Test
    void findsTheDemosLockUpToDate() throws Exception {
        DatabaseCheck.Answers answers = ask(CompositionFolders.read(DEMO, DEMO.toString()));

        assertEquals(List.of(), answers.unreachable());
        assertEquals(List.of(), answers.problems());
        assertEquals(Files.readString(DEMO.resolve(LockFile.NAME)), LockFile.text(answers.addedTo(Lock.NONE)));
    }

    @Test
    void findsTheStatementsOfAllCasesValidButThoseThatAreMeantNotToBe() {
        Map<String, String> refused = new TreeMap<>();
        for (GoldenCase golden : GoldenCase.all()) {
            if (golden.problems().isEmpty()) {
                GoldenDatabase.prepare(golden);
                CompositionFile file = new CompositionFile(golden.name(), golden.name(), golden.composition());
                DatabaseCheck.Answers answers = ask(List.of(file));
                answers.unreachable().forEach(line -> refused.put(golden.name(), line.replaceFirst(", check .*", "")));
                answers.problems().stream()
                        .sorted()
                        .forEach(problem ->
                                refused.merge(golden.name(), text(problem), (one, other) -> one + "; " + other));
            }
        }
        assertEquals(new TreeMap<>(REFUSED).toString(), refused.toString());
    }

    private static String text(Problem problem) {
        return problem.path() + ": " + problem.fault();
    }
}
