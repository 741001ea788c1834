package dev.gather.openapi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redocly's linter, from npm: a public validator of OpenAPI documents. */
final class Redocly {
    private static final String VERSION = "2.77.0";
    private static final Path FOLDER =
            Path.of(System.getProperty("user.home"), ".cache", "gather", "redocly-" + VERSION);
    private static final Path PROGRAM = FOLDER.resolve("node_modules/@redocly/cli/bin/cli.js");

    private Redocly() {}

    /** What it finds in a document, errors and warnings. The test is skipped where there is no npm. */
    static List<String> problems(Path document) throws IOException, InterruptedException {
        install();
        Ended lint = run(List.of("node", PROGRAM.toString(), "lint", "--format=json", document.toString()));
        JsonArray problems = new JsonObject(lint.output()).getJsonArray("problems");
        return problems.stream().map(problem -> line((JsonObject) problem)).toList();
    }

    private static String line(JsonObject problem) {
        JsonObject place = problem.getJsonArray("location").getJsonObject(0);
        return problem.getString("severity") + " " + problem.getString("ruleId") + " at " + place.getString("pointer")
                + ": " + problem.getString("message");
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (Files.exists(PROGRAM)) {
            return;
        }
        assumeTrue(isThere("npm"), "there is no npm, so that no public validator checks the documents");
        Files.createDirectories(FOLDER);
        Ended npm = run(List.of(
                "npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund", "@redocly/cli@" + VERSION));
        assumeTrue(npm.status() == 0, "npm cannot get Redocly, so that no public validator checks the documents");
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(List.of(program, "--version")).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
