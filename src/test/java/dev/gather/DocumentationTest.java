package dev.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.config.GatherConfig;
import dev.gather.stub.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows works, and its tables are complete. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class DocumentationTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("^\\| `(gather\\.[^`]*)`", Pattern.MULTILINE);

    @Inject
    CompositionSources sources;

    @Test
    void loadsEveryCompositionOfTheReadme() throws IOException {
        List<CompositionFile> files = new ArrayList<>();
        Matcher block = YAML.matcher(readme());
        while (block.find()) {
            files.add(new CompositionFile("readme" + files.size(), "README.md", block.group(1)));
        }

        assertEquals(2, files.size());
        assertEquals(2, sources.load(files).all().size());
    }

    @Test
    void loadsTheCompositionsOfTheLayer() {
        Path layer = Path.of("src/main/layer/compositions");

        assertFalse(sources.load(CompositionFolders.read(layer, "layer")).all().isEmpty());
    }

    @Test
    void explainsEveryPropertyInTheReadme() throws IOException {
        Set<String> explained = new TreeSet<>();
        Matcher row = PROPERTY.matcher(readme());
        while (row.find()) {
            explained.add(row.group(1));
        }

        assertEquals(lines(properties("gather", GatherConfig.class)), lines(explained));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String lines(Set<String> properties) {
        return String.join("\n", properties);
    }

    private static Set<String> properties(String prefix, Class<?> mapping) {
        Set<String> properties = new TreeSet<>();
        for (Method method : mapping.getDeclaredMethods()) {
            String name =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            properties.addAll(property(name, method.getGenericReturnType()));
        }
        return properties;
    }

    private static Set<String> property(String name, Type type) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            boolean headers = name.endsWith(".headers");
            String key = headers ? ".<header>" : ".<name>";
            return headers ? Set.of(name + key) : property(name + key, map.getActualTypeArguments()[1]);
        }
        boolean nested = type instanceof Class<?> group && group.getEnclosingClass() == GatherConfig.class;
        return nested ? properties(name, (Class<?>) type) : Set.of(name);
    }
}
