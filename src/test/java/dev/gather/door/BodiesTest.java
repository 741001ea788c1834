package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies that are compressed, or too large. */
@QuarkusTest
class BodiesTest {
    /** More than a body may have. */
    private static final String LARGE = "{\"text\": \"" + "x".repeat(7 * 1024 * 1024) + "\"}";

    /** The doors that there are. */
    List<Doors> doors() {
        return Doors.all();
    }

    private static Call compressed(byte[] content) {
        return Call.post("/typed/42", "").with("Content-Encoding", "gzip").with(content);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void readsABodyThatIsCompressed() throws IOException {
        byte[] content = zipped("{\"note\": \"zipped\"}");
        for (Doors door : doors()) {
            Answer answer = door.send(compressed(content));

            assertEquals("{\"note\":\"zipped\",\"id\":42}", answer.text(), door.name());
        }
    }

    @Test
    void refusesABodyThatIsCompressedOtherwise() throws IOException {
        byte[] content = zipped("{\"note\": \"zipped\"}");
        for (Doors door : doors()) {
            Answer answer = door.send(compressed(content).with("Content-Encoding", "br"));

            assertEquals(415, answer.status(), door.name());
        }
    }

    @Test
    void refusesABodyThatIsNotCompressedAsItSays() {
        for (Doors door : doors()) {
            Answer answer = door.send(compressed("no gzip".getBytes(StandardCharsets.UTF_8)));

            assertEquals(400, answer.status(), door.name());
        }
    }

    @Test
    void refusesASmallBodyThatIsTooLargeOnceItIsDecompressed() throws IOException {
        byte[] bomb = zipped(LARGE);
        for (Doors door : doors()) {
            Answer answer = door.send(compressed(bomb));

            assertEquals(413, answer.status(), door.name());
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        for (Doors door : doors()) {
            Answer answer = door.send(Call.post("/typed/42", LARGE));

            assertEquals(413, answer.status(), door.name());
            assertEquals("application/problem+json", answer.header("content-type"));
        }
    }
}
