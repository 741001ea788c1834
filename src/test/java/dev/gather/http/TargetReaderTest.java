package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target as written, and what it becomes where {@code []} is {@code a/b c} and {@code <>} a list of 1, null and {@code &}. */
class TargetReaderTest {
    private static final String UPSTREAM = "up:";

    private final Problems problems = new Problems();

    private Optional<TargetTemplate> read(String target) throws ExpressionSyntaxException {
        String text = UPSTREAM + target.replace("[]", "{% $a %}").replace("<>", "{% $list %}");
        YamlScalar scalar = (YamlScalar)
                new YamlReader("http", "\"" + text + "\"", problems).read().orElseThrow();
        return new TargetReader(scalar, problems).read(Template.parse(text), UPSTREAM.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/                   | /",
                "/a/b                | /a/b",
                "/a/                 | /a/",
                "/a/[]/c             | /a/a%2Fb%20c/c",
                "/a-[].json          | /a-a%2Fb%20c.json",
                "/%20/~a:b@c;d=e     | /%20/~a:b@c;d=e",
                "/a?                 | /a",
                "/a?b=c              | /a?b=c",
                "/a?b=[]             | /a?b=a%2Fb%20c",
                "/a?b=x[]y&c=d       | /a?b=xa%2Fb%20cy&c=d",
                "/a?b&&c=            | /a?b=&c=",
                "/a?b=c/d?e=f        | /a?b=c/d?e=f",
                "/a?b=c=d            | /a?b=c=d",
                "/a?b=<>             | /a?b=1&b=%26",
                "/a?b=<>&c=[]        | /a?b=1&b=%26&c=a%2Fb%20c"
            })
    void becomes(String target, String rendered) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(1))
                .with("a", "a/b c")
                .with("list", Arrays.asList(1, null, "&"));

        TargetTemplate template = read(target).orElseThrow(() -> new AssertionError(problems.all()));

        assertEquals(Optional.of(rendered), template.render(variables));
    }

    @ParameterizedTest
    @CsvSource({"/a/[], ", "/a?b=[], /a"})
    void leavesOutWhatIsNull(String target, String rendered) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(1)).with("a", null);

        assertEquals(Optional.ofNullable(rendered), read(target).orElseThrow().render(variables));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/a b          | 1:7: ' ' cannot stand in a URL, percent-encode it",
                "/a%2          | 1:7: '%' cannot stand in a URL, percent-encode it",
                "/a#b          | 1:7: '#' cannot stand in a URL, percent-encode it",
                "/é            | 1:6: 'é' cannot stand in a URL, percent-encode it",
                "/a[]?b=c d    | 1:19: ' ' cannot stand in a URL, percent-encode it",
                "/a//b         | 1:2: the path has an empty segment, or one of dots, write the path without it",
                "/a/../b       | 1:2: the path has an empty segment, or one of dots, write the path without it",
                "/a/%2e%2E/b   | 1:2: the path has an empty segment, or one of dots, write the path without it",
                "/a/.          | 1:2: the path has an empty segment, or one of dots, write the path without it",
                "/a?[]=b       | 1:10: no expression can be the name of a parameter, name it",
                "/a?x[]=b      | 1:11: no expression can be the name of a parameter, name it"
            })
    void refuses(String target, String problem) throws ExpressionSyntaxException {
        assertEquals(Optional.empty(), read(target));
        assertEquals(
                List.of("http:" + problem),
                problems.all().stream().map(Object::toString).toList());
    }
}
