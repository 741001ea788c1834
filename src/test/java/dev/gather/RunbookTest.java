package dev.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runbook has what the alarms of the template lead to, and a line for each code of a failed source. */
class RunbookTest {
    private static final Pattern ALARM =
            Pattern.compile("^ {2}(\\w+):\\n {4}Type: AWS::CloudWatch::Alarm\\n", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("AlarmDescription: .*src/doc/runbook\\.md#([a-z]+)");
    private static final Pattern CODE =
            Pattern.compile("^\\| \\[`([a-z-]+)`]\\(problems\\.md#\\1\\) \\|", Pattern.MULTILINE);

    /** They take a deployment back, and wake nobody. */
    private static final Set<String> OF_DEPLOYMENTS = Set.of("versionerrors", "versionfailures");

    private static Set<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void hasASectionForEachAlarm() throws IOException {
        Set<String> alarms = found(ALARM, "template.yaml");
        alarms.removeAll(OF_DEPLOYMENTS);

        assertEquals(alarms, found(LINK, "template.yaml"));
        Set<String> sections = found(Pattern.compile("^### (\\w+)$", Pattern.MULTILINE), "src/doc/runbook.md");
        assertEquals(alarms, sections);
    }

    @Test
    void hasALineForEachCodeOfASource() throws IOException {
        Set<Code> codes = EnumSet.range(Code.MISSING, Code.UNKNOWN);
        codes.add(Code.INTERNAL);

        assertEquals(
                codes.stream().map(Code::toString).collect(Collectors.toCollection(TreeSet::new)),
                found(CODE, "src/doc/runbook.md"));
    }
}
