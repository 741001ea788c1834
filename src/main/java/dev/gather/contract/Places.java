package dev.gather.contract;

import dev.gather.expression.Template;
import dev.gather.yaml.Place;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the parts of an HTTP call stand in its composition, be it a line or a mapping. */
final class Places {
    private static final Pattern PATH = Pattern.compile(":(?=/)");

    private final YamlNode http;

    /** @param http the value of the source's key {@code http} */
    Places(YamlNode http) {
        this.http = http;
    }

    Place call() {
        return of(http);
    }

    Place method() {
        return http instanceof YamlScalar line ? within(line, firstCharacter(line.text())) : ofKey("method");
    }

    Place path() {
        if (http instanceof YamlScalar line) {
            Matcher start = PATH.matcher(line.text());
            return within(line, start.find() ? start.end() : 0);
        }
        return ofKey("path");
    }

    /** The place of a segment of the path. */
    Place segment(Template segment) {
        YamlNode text = http instanceof YamlMap map ? map.get("path") : http;
        return text instanceof YamlScalar scalar && !segment.parts().isEmpty()
                ? within(scalar, offset(segment))
                : path();
    }

    private static int offset(Template template) {
        return template.parts().get(0) instanceof Template.Text text
                ? text.offset()
                : template.holes().get(0).offset() - "{%".length();
    }

    /** The place of a parameter's name in the query, which may stand in the path or in the mapping for it. */
    Place query(String encodedName) {
        YamlNode text = http instanceof YamlMap map ? map.get("path") : http;
        Matcher name = Pattern.compile("[?&](?=" + Pattern.quote(encodedName) + "(?:[=&\\s]|$))")
                .matcher(text instanceof YamlScalar scalar ? scalar.text() : "");
        return member("query", decoded(encodedName), false)
                .map(Places::of)
                .orElseGet(
                        () -> text instanceof YamlScalar scalar && name.find() ? within(scalar, name.end()) : path());
    }

    /** The place of a header's name. */
    Place header(String name) {
        return member("headers", name, true).map(Places::of).orElseGet(this::call);
    }

    private Optional<YamlScalar> member(String key, String name, boolean anyCase) {
        if (!(http instanceof YamlMap map) || !(map.get(key) instanceof YamlMap members)) {
            return Optional.empty();
        }
        return members.entries().values().stream()
                .map(YamlMap.Entry::key)
                .filter(written -> anyCase
                        ? written.text().toLowerCase(Locale.ROOT).equals(name)
                        : written.text().equals(name))
                .findFirst();
    }

    /** The place of a value in the body. */
    Place body(String pointer) {
        YamlNode node = http instanceof YamlMap map ? map.get("body") : null;
        return node == null ? call() : of(node.at(pointer));
    }

    /** The place of the name of a value in the body. */
    Place bodyKey(String pointer) {
        int end = pointer.lastIndexOf('/');
        YamlNode body = http instanceof YamlMap map ? map.get("body") : null;
        YamlNode parent = body == null ? null : body.at(pointer.substring(0, end));
        return parent instanceof YamlMap map
                ? map.key(name(pointer.substring(end + 1))).map(Places::of).orElseGet(() -> body(pointer))
                : body(pointer);
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private Place ofKey(String key) {
        YamlNode value = http instanceof YamlMap map ? map.get(key) : null;
        return of(value == null ? http : value);
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
    }

    private static int firstCharacter(String text) {
        return text.length() - text.stripLeading().length();
    }

    private static Place within(YamlScalar scalar, int offset) {
        return new Place(scalar.file(), scalar.positionOf(offset), scalar.path());
    }

    private static Place of(YamlNode node) {
        return new Place(node.file(), node.position(), node.path());
    }
}
