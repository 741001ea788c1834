package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.JsonTemplate;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The order of steps, and who waits for whom: {@code c:ab} is a source c that needs a and b, {@code c!ab} one that comes
 * first, {@code c+ab} one that changes something, {@code c=ab} a value and {@code c?ab} an assertion.
 */
class PlanTest {
    private static final JsonTemplate NOTHING = new JsonTemplate.Constant(null);

    private final Problems problems = new Problems();

    private List<Step> order(String sources) {
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
        return new Draft(
                name, entry.key(), role(source.charAt(1)), needs, after -> new NamedValue(name, NOTHING, after));
    }

    private static Draft.Role role(char sign) {
        return switch (sign) {
            case '!' -> Draft.Role.FIRST;
            case '+' -> Draft.Role.CHANGING;
            case '=' -> Draft.Role.VALUE;
            case '?' -> Draft.Role.ASSERTION;
            default -> Draft.Role.SOURCE;
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as written where nothing is needed    | b: a: c:        | b[] a[] c[]",
                "what is needed comes first            | a:b b:c c:      | c[] b[0] a[1]",
                "a diamond                             | d:bc b:a c:a a: | a[] b[0] c[0] d[1, 2]",
                "one that all need is there once       | b:a c:a a:      | a[] b[0] c[0]",
                "what is no source is not waited for   | a:xy b:ax       | a[] b[0]",
                "a first source comes before others    | a: b! c:b       | b[] a[0] c[0]",
                "first sources are a chain             | a: b! c!        | b[] c[0] a[0, 1]",
                "a chain in the order of its names     | b!c c! a:       | c[] b[0] a[0, 1]",
                "values wait for what they name only   | a=d b! d: e=    | b[] d[0] a[1] e[]",
                "a first source may name values        | a: b!c c=       | c[] b[0] a[1]",
                "an assertion over the call is first   | a: b! c?        | c[] b[0] a[0, 1]",
                "one over first sources is, too        | a: b! c?b d!    | b[] c[0] d[0, 1] a[0, 1, 2]",
                "one through a value as well           | a: b! c?v v=b   | b[] v[0] c[1] a[0, 2]",
                "one over other sources is not         | a: b: c?b       | a[] b[] c[1]",
                "what changes something waits for it   | a+ b: c?b       | b[] c[0] a[1]",
                "but not for one over such a source    | a+ b+ c?b d?a   | a[] b[] c[1] d[0]",
                "nor for one over itself               | a+ c?a          | a[] c[0]"
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

    @Test
    void refusesAFirstSourceThatWaitsForAnother() {
        var unused = order("a: b!v v=a");

        assertEquals(
                List.of("plan.yaml:2:1 b: it is to end before anything else starts, and names $a, "
                        + "add first: true to 'a', too"),
                problems.all().stream().map(Object::toString).toList());
    }
}
