import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers HTTP requests as files say, so that an example can be run without its upstreams: {@code java Stubs.java 9000 stubs.txt}.
 *
 * <p>In a file, answers are separated by empty lines. The first line of each is the request, and optionally the status and the time
 * until it is answered: {@code GET /stock?sku=LAMP 503 after 200 ms}. Lines with a colon after a name are headers; the rest is the body.
 * Whatever is not in the files is a 404.
 */
class Stubs {
    private static final Pattern FIRST = Pattern.compile("([A-Z]+ \\S+)(?: ([1-5]\\d\\d))?(?: after (\\d+) ms)?");
    private static final Pattern HEADER = Pattern.compile("([a-z-]+): (.*)");

    /** One answer; the delay is in milliseconds. */
    record Answer(int status, long delay, Map<String, String> headers, byte[] body) {}

    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        Map<String, Answer> answers = new HashMap<>();
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            answers.putAll(read(Path.of(file)));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Map<String, Answer> read(Path file) throws IOException {
        Map<String, Answer> answers = new HashMap<>();
        for (String block : Files.readString(file).strip().split("\n\\s*\n")) {
            List<String> lines = new ArrayList<>(block.lines().toList());
            Matcher first = FIRST.matcher(lines.remove(0));
            if (!first.matches()) {
                throw new IllegalArgumentException("not a request: " + first);
            }
            int status = first.group(2) == null ? 200 : Integer.parseInt(first.group(2));
            long delay = first.group(3) == null ? 0 : Long.parseLong(first.group(3));
            Map<String, String> headers = new LinkedHashMap<>(Map.of("content-type", "application/json"));
            while (!lines.isEmpty() && HEADER.matcher(lines.get(0)).matches()) {
                String[] header = lines.remove(0).split(": ", 2);
                headers.put(header[0], header[1]);
            }
            byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            answers.put(first.group(1), new Answer(status, delay, headers, body));
        }
        return answers;
    }

    private static void answer(HttpExchange exchange, Map<String, Answer> answers) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Answer answer = answers.getOrDefault(request, new Answer(404, 0, Map.of(), new byte[0]));
            Thread.sleep(answer.delay());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
