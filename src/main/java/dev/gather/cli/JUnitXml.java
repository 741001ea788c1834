package dev.gather.cli;

import dev.gather.rehearsal.Suite.FileResult;
import dev.gather.rehearsal.Suite.Outcome;
import java.util.List;

/**
 * The results of test files as the XML that CI services read.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">JUnit XML file format</a>
 */
final class JUnitXml {
    private JUnitXml() {}

    static String of(List<FileResult> results) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        results.forEach(result -> suite(result, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(FileResult result, StringBuilder xml) {
        long failures =
                result.cases().stream().filter(outcome -> !outcome.passed()).count();
        xml.append("  <testsuite name=\"").append(escaped(result.file()));
        xml.append("\" tests=\"").append(result.cases().size());
        xml.append("\" failures=\"").append(failures).append("\">\n");
        result.cases().forEach(outcome -> testCase(result.file(), outcome, xml));
        xml.append("  </testsuite>\n");
    }

    private static void testCase(String file, Outcome outcome, StringBuilder xml) {
        xml.append("    <testcase classname=\"").append(escaped(file));
        xml.append("\" name=\"").append(escaped(outcome.name())).append('"');
        if (outcome.passed()) {
            xml.append("/>\n");
            return;
        }
        String all = String.join("\n", outcome.differences());
        xml.append(">\n      <failure message=\"")
                .append(escaped(outcome.differences().get(0)));
        xml.append("\">").append(escaped(outcome.place() + "\n" + all)).append("</failure>\n    </testcase>\n");
    }

    /** The text with what XML 1.0 does not allow in it, or reads as markup, replaced. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
