package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Severity;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How findings are written, with characters that a format may take for its own. */
class ProblemFormatTest {
    private static final Findings FINDINGS = new Findings(
            List.of(new Problem(
                    ProblemCode.WRONG_VALUE,
                    "a b/x,y.yaml",
                    new Position(3, 7),
                    "sources.\"q\":z",
                    "100% wrong\n<now>",
                    "mend it")),
            List.of(new Problem(Severity.WARNING, ProblemCode.UNUSED, "a b/a.yaml", Position.START, "", "odd", "")));

    private static String written(ProblemFormat format) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.write(FINDINGS, out);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void areLinesAsCompilersWriteThem() {
        assertEquals(
                "a b/a.yaml:1:1: warning: odd [unused]\n"
                        + "a b/x,y.yaml:3:7: error: sources.\"q\":z: 100% wrong\n<now>, mend it [wrong-value]\n"
                        + "1 error, 1 warning\n",
                written(ProblemFormat.TEXT));
    }

    @Test
    void areCommandsOfAWorkflow() {
        assertEquals(
                "::warning file=a b/a.yaml,line=1,col=1,title=composition::odd [unused]\n"
                        + "::error file=a b/x%2Cy.yaml,line=3,col=7,title=sources.\"q\"%3Az::100%25 wrong%0A<now>, mend it [wrong-value]\n",
                written(ProblemFormat.GITHUB));
    }

    @Test
    void areAJsonDocument() {
        JsonObject document = new JsonObject(written(ProblemFormat.JSON));

        assertEquals(1, document.getInteger("errors"));
        assertEquals(1, document.getInteger("warnings"));
        JsonObject error = document.getJsonArray("problems").getJsonObject(1);
        assertEquals(
                new JsonObject()
                        .put("severity", "error")
                        .put("code", "wrong-value")
                        .put("file", "a b/x,y.yaml")
                        .put("line", 3)
                        .put("column", 7)
                        .put("path", "sources.\"q\":z")
                        .put("fault", "100% wrong\n<now>")
                        .put("remedy", "mend it")
                        .put("help", "problems.md#wrong-value"),
                error);
    }

    @Test
    void areSarif() {
        JsonObject run = new JsonObject(written(ProblemFormat.SARIF))
                .getJsonArray("runs")
                .getJsonObject(0);

        JsonObject result = run.getJsonArray("results").getJsonObject(1);
        assertEquals("error", result.getString("level"));
        assertEquals("wrong-value", result.getString("ruleId"));
        JsonObject rule = run.getJsonObject("tool")
                .getJsonObject("driver")
                .getJsonArray("rules")
                .getJsonObject(1);
        assertEquals("wrong-value", rule.getString("id"));
        assertTrue(rule.getJsonObject("help").getString("text").endsWith("problems.md#wrong-value"), rule.encode());
        assertEquals("unicodeCodePoints", run.getString("columnKind"));
        JsonObject place = result.getJsonArray("locations").getJsonObject(0).getJsonObject("physicalLocation");
        assertEquals("a%20b/x,y.yaml", place.getJsonObject("artifactLocation").getString("uri"));
        assertEquals(new JsonObject().put("startLine", 3).put("startColumn", 7), place.getJsonObject("region"));
    }
}
