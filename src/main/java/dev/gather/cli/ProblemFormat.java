package dev.gather.cli;

import dev.gather.rehearsal.Documents;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How findings are written. */
enum ProblemFormat {
    /** A line for each, as compilers write them and editors read them, and one that counts them. */
    TEXT {
        @Override
        void write(Findings findings, PrintWriter out) {
            findings.all().forEach(problem -> out.println(line(problem)));
            out.println(findings);
        }
    },
    /** A JSON object with all of them. */
    JSON {
        @Override
        void write(Findings findings, PrintWriter out) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("errors", findings.errors().size());
            document.put("warnings", findings.warnings().size());
            document.put(
                    "problems",
                    findings.all().stream().map(ProblemFormat::document).toList());
            out.println(Documents.text(document));
        }
    },
    /**
     * Commands that a workflow's log turns into annotations.
     *
     * @see <a href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">Workflow commands</a>
     */
    GITHUB {
        @Override
        void write(Findings findings, PrintWriter out) {
            findings.all()
                    .forEach(problem -> out.printf(
                            "::%s file=%s,line=%d,col=%d,title=%s::%s%n",
                            problem.severity(),
                            property(problem.file()),
                            problem.position().line(),
                            problem.position().column(),
                            property(problem.path().isEmpty() ? "composition" : problem.path()),
                            data(problem.codedMessage())));
        }
    },
    /**
     * The format of code scanning.
     *
     * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
     */
    SARIF {
        @Override
        void write(Findings findings, PrintWriter out) {
            Map<String, Object> driver = new LinkedHashMap<>();
            driver.put("name", "gather");
            driver.put(
                    "rules",
                    findings.all().stream()
                            .map(Problem::code)
                            .distinct()
                            .map(ProblemFormat::rule)
                            .toList());
            Map<String, Object> run = new LinkedHashMap<>();
            run.put("tool", Map.of("driver", driver));
            run.put("columnKind", "unicodeCodePoints");
            run.put(
                    "results",
                    findings.all().stream().map(ProblemFormat::result).toList());
            Map<String, Object> log = new LinkedHashMap<>();
            log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            log.put("version", "2.1.0");
            log.put("runs", List.of(run));
            out.println(Documents.text(log));
        }
    };

    abstract void write(Findings findings, PrintWriter out);

    /** The name as it is written in the command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String line(Problem problem) {
        String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
        return problem.file() + ":" + problem.position() + ": " + problem.severity() + ": " + path
                + problem.codedMessage();
    }

    private static Map<String, Object> document(Problem problem) {
        Map<String, Object> document = problem.document();
        document.put("help", problem.code().help());
        return document;
    }

    private static Map<String, Object> rule(ProblemCode code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code.toString());
        rule.put("shortDescription", Map.of("text", code.meaning()));
        rule.put("help", Map.of("text", "Gather's documentation explains it: " + code.help()));
        return rule;
    }

    private static Map<String, Object> result(Problem problem) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", problem.position().line());
        region.put("startColumn", problem.position().column());
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("artifactLocation", Map.of("uri", uri(problem.file())));
        place.put("region", region);
        String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", problem.code().toString());
        result.put("level", problem.severity().toString());
        result.put("message", Map.of("text", path + problem.message()));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        return result;
    }

    /** A path as a relative reference, in which a colon cannot be mistaken for the end of a scheme. */
    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException e) {
            return file;
        }
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
