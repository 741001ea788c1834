package dev.gather.cli;

import dev.gather.NpmPackage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * yaml-language-server, which is what editors ask about YAML. It is installed by npm once, outside of the project.
 *
 * @see <a href="https://microsoft.github.io/language-server-protocol/">Language Server Protocol</a>
 */
final class LanguageServer implements AutoCloseable {
    private static final NpmPackage SERVER =
            new NpmPackage("yaml-language-server", "1.18.0", "bin/yaml-language-server");

    private final Process process;
    private final DataInputStream input;
    private final OutputStream output;
    private final Map<String, JsonArray> diagnostics = new HashMap<>();
    private int requests;

    private LanguageServer(Process process) {
        this.process = process;
        this.input = new DataInputStream(process.getInputStream());
        this.output = process.getOutputStream();
    }

    /** Starts it; the test is skipped where it cannot be. */
    static LanguageServer start() throws IOException {
        List<String> command = new ArrayList<>(SERVER.command());
        command.add("--stdio");
        LanguageServer server = new LanguageServer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        JsonObject textDocument = new JsonObject().put("hover", new JsonObject());
        JsonObject capabilities = new JsonObject()
                .put("textDocument", textDocument)
                .put("workspace", new JsonObject().put("configuration", true));
        var unused = server.request(
                "initialize", new JsonObject().put("rootUri", null).put("capabilities", capabilities));
        server.send(new JsonObject().put("method", "initialized").put("params", new JsonObject()));
        return server;
    }

    /** Opens a document, and waits for what is wrong with it: {@code line:column message}, counted from 0. */
    List<String> open(String uri, String text) throws IOException {
        JsonObject document = new JsonObject()
                .put("uri", uri)
                .put("languageId", "yaml")
                .put("version", 1)
                .put("text", text);
        send(new JsonObject()
                .put("method", "textDocument/didOpen")
                .put("params", new JsonObject().put("textDocument", document)));
        while (!diagnostics.containsKey(uri)) {
            accept(read());
        }
        List<String> found = new ArrayList<>();
        for (Object diagnostic : diagnostics.get(uri)) {
            JsonObject start = ((JsonObject) diagnostic).getJsonObject("range").getJsonObject("start");
            found.add(start.getInteger("line") + ":" + start.getInteger("character") + " "
                    + ((JsonObject) diagnostic).getString("message"));
        }
        return found;
    }

    /** What may be written at a place. */
    List<String> completion(String uri, int line, int column) throws IOException {
        JsonObject list = request("textDocument/completion", at(uri, line, column));
        return list.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("label"))
                .toList();
    }

    /** What is shown about a place. */
    String hover(String uri, int line, int column) throws IOException {
        return request("textDocument/hover", at(uri, line, column))
                .getJsonObject("contents")
                .getString("value");
    }

    private static JsonObject at(String uri, int line, int column) {
        return new JsonObject()
                .put("textDocument", new JsonObject().put("uri", uri))
                .put("position", new JsonObject().put("line", line).put("character", column));
    }

    private JsonObject request(String method, JsonObject params) throws IOException {
        int id = ++requests;
        send(new JsonObject().put("id", id).put("method", method).put("params", params));
        while (true) {
            JsonObject message = read();
            if (!message.containsKey("method") && message.getInteger("id") == id) {
                return message.getJsonObject("result", new JsonObject());
            }
            accept(message);
        }
    }

    /** Takes what comes unasked; it asks for the configuration, which is the default one. */
    private void accept(JsonObject message) throws IOException {
        String method = message.getString("method", "");
        JsonObject params = message.getValue("params") instanceof JsonObject object ? object : new JsonObject();
        if (method.equals("textDocument/publishDiagnostics")) {
            diagnostics.put(params.getString("uri"), params.getJsonArray("diagnostics"));
        } else if (message.containsKey("id")) {
            JsonArray defaults = new JsonArray();
            params.getJsonArray("items", new JsonArray()).forEach(item -> defaults.addNull());
            send(new JsonObject()
                    .put("id", message.getValue("id"))
                    .put("result", method.equals("workspace/configuration") ? defaults : null));
        }
    }

    private void send(JsonObject message) throws IOException {
        byte[] body = message.put("jsonrpc", "2.0").encode().getBytes(StandardCharsets.UTF_8);
        output.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        output.write(body);
        output.flush();
    }

    private JsonObject read() throws IOException {
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
        }
        return new JsonObject(new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the language server has ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
