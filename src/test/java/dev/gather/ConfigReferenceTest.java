package dev.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.PropertyNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all properties. */
class ConfigReferenceTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(gather\\.[^`]*)`", Pattern.MULTILINE);

    /** If it is not: {@code ./mvnw test-compile exec:java@properties} writes it. */
    @Test
    void isWhatTheBuildMakesOfTheMapping() throws IOException {
        assertEquals(ConfigReference.page(), Files.readString(ConfigReference.PAGE));
    }

    @Test
    void hasAllPropertiesThatAreMapped() throws IOException {
        Set<String> rows = ROW.matcher(Files.readString(ConfigReference.PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(PropertyNames.all()), rows);
    }
}
