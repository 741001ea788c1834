package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gather.catalog.CompositionFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionsTest {
    @TempDir
    Path folder;

    private static CompositionFile file(String name, String text) {
        return new CompositionFile(name, name + ".yaml", text);
    }

    private static String problems(Supplier<?> loading) {
        return assertThrows(InvalidCompositionsException.class, loading::get).problems().stream()
                .map(Object::toString)
                .reduce((first, second) -> first + "\n" + second)
                .orElseThrow();
    }

    @Test
    void refusesTwoCompositionsThatAnswerTheSameRequests() {
        List<CompositionFile> files = List.of(
                file("a", "route: GET /x/{id}\noutput: 1"),
                file("b", "route: GET /x/{name}/\noutput: 2"),
                file("c", "route: POST /x/{id}\noutput: 3"));

        assertEquals(
                "b.yaml:1:1 route: the route GET /x/{name} matches the same requests as that of 'a', change one of them",
                problems(() -> Loading.load(files)));
    }

    @Test
    void tellsTheProblemsOfAllFilesAtOnce() {
        List<CompositionFile> files = List.of(file("a", "outpt: 1"), file("b", "- 1"), file("c", ""));

        assertEquals("""
                a.yaml:1:1: output is missing, add it: the document to answer with
                a.yaml:1:1 outpt: unknown key 'outpt', did you mean output?
                b.yaml:1:1: a composition must be a mapping, not a list
                c.yaml:1:1: the file is empty""", problems(() -> Loading.load(files)));
    }

    @Test
    void letsTheLaterOfTwoFilesWithOneNameWin() {
        List<CompositionFile> files = List.of(file("a", "output: broken: x"), file("a", "output: 2"));

        Compositions compositions = Loading.load(files);

        assertEquals(1, compositions.all().size());
    }

    @Test
    void readsTheYamlFilesOfAFolderInTheOrderOfTheirNames() throws IOException {
        Files.writeString(folder.resolve("b.yml"), "output: 2");
        Files.writeString(folder.resolve("a.yaml"), "output: 1");
        Files.writeString(folder.resolve(".hidden.yaml"), "output: 0");
        Files.writeString(folder.resolve("readme.txt"), "no composition");
        Files.createDirectory(folder.resolve("sub.yaml"));

        List<CompositionFile> files = CompositionFolders.read(folder, "folder");

        assertEquals(
                List.of(
                        new CompositionFile("a", "folder/a.yaml", "output: 1"),
                        new CompositionFile("b", "folder/b.yml", "output: 2")),
                files);
    }

    @Test
    void tellsOfAFolderThatIsNotThereAndOfAFileThatIsNoText() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertEquals(
                "none:1:1: no such folder, create it or change gather.compositions",
                problems(() -> CompositionFolders.read(folder.resolve("none"), "none")));
        assertEquals(
                "folder/a.yaml:1:1: the file is not UTF-8, save it as UTF-8",
                problems(() -> CompositionFolders.read(folder, "folder")));
    }

    @Test
    void keepsEveryDigitOfTheNumbersInAComposition() throws JsonProcessingException {
        CompositionFile file = file(
                "a", "output: [12345678901234567890.000000002, 18446744073709551616, 0x1F, 0o17, 12.50, -0.1, 1e3]");

        Object output = Loading.load(List.of(file))
                .find("a")
                .orElseThrow()
                .answer()
                .document()
                .evaluate(null);

        assertEquals(
                "[12345678901234567890.000000002,18446744073709551616,31,15,12.50,-0.1,1E+3]",
                new ObjectMapper().writeValueAsString(output));
    }
}
