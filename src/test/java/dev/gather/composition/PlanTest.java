package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of sources, and who waits for whom; {@code c:ab} is a source c that needs a and b. */
class PlanTest {
    private final Problems problems = new Problems();

    private List<Source> order(String sources) {
        String yaml = Arrays.stream(sources.split(" "))
                .map(source -> source.charAt(0) + ": {}\n")
                .collect(Collectors.joining());
        YamlMap written =
                (YamlMap) new YamlReader("plan.yaml", yaml, problems).read().orElseThrow();
        List<Draft> drafts = Arrays.stream(sources.split(" "))
                .map(source -> draft(written, source))
                .toList();
        return new Plan(drafts, problems).inOrder();
    }

    private static Draft draft(YamlMap written, String source) {
        String name = source.substring(0, 1);
        YamlMap.Entry entry = written.entries().get(name);
        Set<String> needs =
                source.substring(2).chars().mapToObj(Character::toString).collect(Collectors.toSet());
        return new Draft(new SourceYaml(name, entry.key(), (YamlMap) entry.value()), null, null, needs);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as written where nothing is needed    | b: a: c:        | b[] a[] c[]",
                "what is needed comes first            | a:b b:c c:      | c[] b[0] a[1]",
                "a diamond                             | d:bc b:a c:a a: | a[] b[0] c[0] d[1, 2]",
                "one that all need is there once       | b:a c:a a:      | a[] b[0] c[0]",
                "what is no source is not waited for   | a:xy b:ax       | a[] b[0]"
            })
    void putsEachSourceAfterAllThatItNeeds(String unusedName, String sources, String expected) {
        String order = order(sources).stream()
                .map(source -> source.name() + source.dependencies())
                .collect(Collectors.joining(" "));

        assertEquals(expected, order);
        assertEquals(List.of(), problems.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:a          | 1:1 a: the sources wait for each other: $a needs $a",
                "a:b b:a      | 1:1 a: the sources wait for each other: $a needs $b needs $a",
                "x:b b:c c:b  | 2:1 b: the sources wait for each other: $b needs $c needs $b",
                "a:b b:c c:a  | 1:1 a: the sources wait for each other: $a needs $b needs $c needs $a"
            })
    void reportsACycleWithItsMembers(String sources, String problem) {
        var unused = order(sources);

        assertEquals(
                List.of("plan.yaml:" + problem + ", remove one of these references"),
                problems.all().stream().map(Object::toString).toList());
    }
}
