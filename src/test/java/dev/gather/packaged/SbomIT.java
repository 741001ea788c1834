package dev.gather.packaged;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The bill of materials names what is packaged, no more and no less, and nothing with a licence that asks for more than a notice. */
class SbomIT {
    private static final Path DOCUMENT = Path.of("target/classes/META-INF/sbom/gather.cdx.json");

    /** Starts applications in an IDE; Quarkus packages it nowhere. */
    private static final String IN_NO_PACKAGE = "quarkus-ide-launcher";

    /** One of these is enough: of several that a library names, its user chooses. */
    private static final Set<String> LICENSES =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-1.0", "EPL-2.0", "MIT", "MIT-0", "Go License");

    @Test
    void namesTheLibrariesOfThePackage() throws IOException {
        try (ZipFile zip = new ZipFile("target/function.zip")) {
            Set<String> packaged = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("lib/.*\\.jar"))
                    .map(name -> name.replaceFirst("lib/(modified-)?", ""))
                    .collect(toCollection(TreeSet::new));
            assumeTrue(!packaged.isEmpty(), "a native executable has its libraries within");

            assertEquals(packaged, libraries());
        }
    }

    @Test
    void namesALicenseThatMayBeDistributedForEach() throws IOException {
        List<String> others = components()
                .filter(library -> licenses(library).noneMatch(LICENSES::contains))
                .map(library -> library.getString("purl"))
                .toList();

        assertFalse(components().toList().isEmpty());
        assertEquals(List.of(), others);
    }

    private static Set<String> libraries() throws IOException {
        return components()
                .filter(library -> !library.getString("name").equals(IN_NO_PACKAGE))
                .map(library -> library.getString("group") + "." + library.getString("name") + "-"
                        + library.getString("version") + ".jar")
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> licenses(JsonObject library) {
        return objects(library.getJsonArray("licenses", new JsonArray()))
                .map(each -> each.getJsonObject("license"))
                .map(license -> license.getString("id", license.getString("name")));
    }

    private static Stream<JsonObject> components() throws IOException {
        return objects(new JsonObject(Files.readString(DOCUMENT)).getJsonArray("components"));
    }

    private static Stream<JsonObject> objects(JsonArray list) {
        return list.stream().map(JsonObject.class::cast);
    }
}
