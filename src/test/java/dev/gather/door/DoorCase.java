package dev.gather.door;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call, and the answer that it has through every door.
 *
 * @param content an entry of {@code calls.yaml}: {@code name}; {@code call}, a method and a target; {@code send}, headers;
 *     {@code json}, {@code form} or {@code base64}, the content; {@code status}, {@code headers} and {@code body} of the answer
 */
record DoorCase(Map<String, Object> content) {
    private static final Path FILE = Path.of("src/test/resources/door/calls.yaml");
    private static final Set<String> KEYS =
            Set.of("name", "call", "send", "json", "form", "base64", "status", "headers", "body");

    /** Refuses misspelt keys, which would check nothing. */
    DoorCase {
        if (!KEYS.containsAll(content.keySet())) {
            throw new IllegalArgumentException("unknown key among " + content.keySet());
        }
    }

    @SuppressWarnings("unchecked")
    static List<DoorCase> all() {
        try {
            Problems problems = new Problems();
            Object cases = new YamlReader(FILE.toString(), Files.readString(FILE), problems)
                    .read()
                    .orElseThrow(
                            () -> new IllegalArgumentException(problems.all().toString()))
                    .plain();
            return ((List<Map<String, Object>>) cases)
                    .stream().map(DoorCase::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return (String) content.get("name");
    }

    Call call() {
        String[] line = ((String) content.get("call")).split(" ", 2);
        Call call = content.containsKey("json")
                ? Call.post(line[1], (String) content.get("json"))
                : Call.of(line[0], line[1]);
        if (content.containsKey("form")) {
            call = call.with("Content-Type", "application/x-www-form-urlencoded")
                    .with((String) content.get("form"));
        }
        for (Map.Entry<String, String> header : texts("send").entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return content.containsKey("base64")
                ? call.with(Base64.getDecoder().decode((String) content.get("base64")))
                : call;
    }

    int status() {
        return (Integer) content.get("status");
    }

    Map<String, String> headers() {
        return texts("headers");
    }

    String body() {
        return (String) content.get("body");
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> texts(String key) {
        return (Map<String, String>) content.getOrDefault(key, Map.of());
    }
}
