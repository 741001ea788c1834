package dev.gather.openapi;

import dev.gather.NpmPackage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Redocly's linter, from npm: a public validator of OpenAPI documents. */
final class Redocly {
    private static final NpmPackage LINTER = new NpmPackage("@redocly/cli", "2.77.0", "bin/cli.js");

    private Redocly() {}

    /** What it finds in a document, errors and warnings. The test is skipped where there is no npm. */
    static List<String> problems(Path document) throws IOException {
        List<String> command = new ArrayList<>(LINTER.command());
        command.addAll(List.of("lint", "--format=json", document.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"));
        byte[] output = builder.start().getInputStream().readAllBytes();
        JsonArray problems = new JsonObject(new String(output, StandardCharsets.UTF_8)).getJsonArray("problems");
        return problems.stream().map(problem -> line((JsonObject) problem)).toList();
    }

    private static String line(JsonObject problem) {
        JsonObject place = problem.getJsonArray("location").getJsonObject(0);
        return problem.getString("severity") + " " + problem.getString("ruleId") + " at " + place.getString("pointer")
                + ": " + problem.getString("message");
    }
}
