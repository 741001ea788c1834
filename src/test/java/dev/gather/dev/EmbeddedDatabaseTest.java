package dev.gather.dev;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final String NO_PROCESS = Long.toString(Integer.MAX_VALUE);

    @Test
    void runsScriptsAndTellsWhatIsWrongWithThem() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
            database.load("demo/schema.sql");
            database.run("INSERT INTO mytable VALUES (4, 'delta', 1); -- a comment at the end");

            Exception fault = assertThrows(IllegalStateException.class, () -> database.run("SELECT * FROM nothing"));
            assertTrue(fault.getMessage().contains("Table 'demo.nothing' doesn't exist"), fault.getMessage());
        }
    }

    @Test
    void endsItsServerWhenItIsClosed() {
        EmbeddedDatabase database = EmbeddedDatabase.start();
        database.close();

        assertThrows(IllegalStateException.class, () -> database.run("SELECT 1"));
    }

    @Test
    void removesOnlyFoldersWhoseOwnersAreGone(@TempDir Path parent) throws IOException {
        DatabaseFolder own = DatabaseFolder.create(parent);
        DatabaseFolder abandoned = DatabaseFolder.create(parent);
        Files.writeString(abandoned.path().resolve("owner.pid"), NO_PROCESS);

        DatabaseFolder.removeAbandoned(parent);

        assertTrue(Files.exists(own.path()));
        assertFalse(Files.exists(abandoned.path()));
    }
}
