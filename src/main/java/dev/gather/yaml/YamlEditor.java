package dev.gather.yaml;

import dev.gather.yaml.YamlPart.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes values of a YAML file, and leaves all else of its text as it is. What is new is written in the style of what it
 * replaces: in one line or in several, with the same indentation and line ends.
 */
public final class YamlEditor {
    private static final int STEP = 2;

    private final String text;
    private final YamlPart root;
    private final @Nullable Object meant;
    private final String lineEnd;
    private final List<Change> changes = new ArrayList<>();

    private record Change(int from, int to, String text) {}

    /**
     * A node that is changed.
     *
     * @param key its key, unless it is an element of a list
     * @param inFlow whether it is part of a mapping or list in brackets
     */
    private record Spot(YamlPart part, Optional<YamlPart> key, boolean inFlow) {}

    /**
     * @param text the file's text
     * @throws IllegalArgumentException if the text has problems; the message is the first one
     */
    public YamlEditor(String text) {
        this.text = text;
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader("line", text, problems).read();
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().get(0).toString());
        }
        this.meant = read.orElseThrow().plain();
        this.root = YamlPart.of(text);
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Whether there is a node at a path of keys and indexes, and no alias on the way to it. */
    public boolean reaches(List<?> path) {
        return spot(path).isPresent();
    }

    /** Replaces a value. */
    public void replace(List<?> path, @Nullable Object value) {
        spot(path).ifPresent(spot -> replace(spot, value));
        Object name = path.get(path.size() - 1);
        if (name instanceof Integer index) {
            list(path).set(index, value);
        } else {
            map(path).put(String.valueOf(name), value);
        }
    }

    /** Replaces a key and its value. */
    public void replace(List<?> path, String otherKey, @Nullable Object value) {
        spot(path).ifPresent(spot -> {
            YamlPart key = spot.key().orElseThrow();
            changes.add(new Change(key.from(), key.to(), otherKey));
            replace(spot, value);
        });
        map(path).remove(path.get(path.size() - 1));
        map(path).put(otherKey, value);
    }

    /** Adds an element at the end of a list. */
    public void append(List<?> path, @Nullable Object value) {
        YamlPart part = spot(path).orElseThrow().part();
        if (part.elements().isEmpty()) {
            replace(path, List.of(value));
            return;
        }
        int last = part.elements().get(part.elements().size() - 1).to();
        if (part.form() == Form.FLOW) {
            changes.add(new Change(last, last, ", " + YamlText.flow(value)));
        } else {
            int column = column(part.from());
            int end = lineEnd(last);
            changes.add(new Change(end, end, newLine(column) + "- " + lines(value, column + STEP)));
        }
        List<Object> element = new ArrayList<>(path);
        element.add(part.elements().size());
        list(element).add(value);
    }

    /** What the text says, with the changes so far. */
    public @Nullable Object document() {
        return meant;
    }

    /** Adds a key and its value at the end of a mapping. */
    public void add(List<?> mapping, String key, @Nullable Object value) {
        YamlPart part = spot(mapping).orElseThrow().part();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(key, value);
        int last = part.entries().values().stream()
                .mapToInt(found -> found.value().to())
                .max()
                .orElse(part.from());
        if (part.entries().isEmpty()) {
            changes.add(new Change(part.from(), part.to(), YamlText.flow(entry)));
        } else if (part.form() == Form.FLOW) {
            changes.add(new Change(last, last, ", " + key + ": " + YamlText.flow(value)));
        } else {
            int column = column(part.entries().values().iterator().next().key().from());
            int end = lineEnd(last);
            changes.add(new Change(end, end, newLine(column) + lines(entry, column)));
        }
        List<Object> path = new ArrayList<>(mapping);
        path.add(key);
        map(path).put(key, value);
    }

    /** The changed text; empty if it would say something else than is meant, as where an alias repeats what was replaced. */
    public Optional<String> text() {
        // A text in lines at the very end lacks its last line's end.
        return Stream.of("", lineEnd)
                .map(this::changed)
                .filter(written ->
                        read(written).filter(node -> same(node.plain(), meant)).isPresent())
                .findFirst();
    }

    private String changed(String end) {
        StringBuilder changed = new StringBuilder(text).append(end);
        changes.stream()
                .sorted(Comparator.comparingInt(Change::from).reversed())
                .forEach(change -> changed.replace(change.from(), change.to(), change.text()));
        return changed.toString();
    }

    private void replace(Spot spot, @Nullable Object value) {
        YamlPart part = spot.part();
        boolean free = text.substring(part.to(), lineEnd(part.to())).isBlank();
        boolean block = part.form() == Form.BLOCK && YamlText.isFilled(value) && (free || !YamlText.hasLiteral(value));
        boolean lines = !spot.inFlow() && (block || (free && YamlText.isLong(value, column(part.from()))));
        if (lines && block && !part.named()) {
            changes.add(new Change(part.from(), part.to(), lines(value, column(part.from()))));
        } else if (lines && spot.key().isPresent()) {
            int indent = column(spot.key().get().from()) + STEP;
            String before = YamlText.isFilled(value) ? newLine(indent) : " ";
            changes.add(new Change(afterColon(part.from()), part.to(), before + lines(value, indent)));
        } else if (lines) {
            changes.add(new Change(part.from(), part.to(), lines(value, column(part.from()))));
        } else {
            int from = part.form() == Form.BLOCK ? afterColon(part.from()) : part.from();
            boolean touches = from > 0 && ":-".indexOf(text.charAt(from - 1)) >= 0;
            changes.add(new Change(from, part.to(), (touches ? " " : "") + YamlText.flow(value)));
        }
    }

    private String lines(@Nullable Object value, int indent) {
        return YamlText.block(value, indent).replace("\n", lineEnd);
    }

    private String newLine(int indent) {
        return lineEnd + " ".repeat(indent);
    }

    /** How many characters stand before this one on its line. */
    private int column(int at) {
        int start = at;
        while (start > 0 && "\r\n\uFEFF".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return at - start;
    }

    /** The end of the line on which this character is. */
    private int lineEnd(int at) {
        int end = at;
        while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The place after the colon before a value; that of the value if something else is between them. */
    private int afterColon(int from) {
        int before = from;
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        return before > 0 && text.charAt(before - 1) == ':' ? before : from;
    }

    private Optional<Spot> spot(List<?> path) {
        Spot spot = new Spot(root, Optional.empty(), false);
        for (Object name : path) {
            YamlPart part = spot.part();
            boolean inFlow = spot.inFlow() || part.form() == Form.FLOW;
            YamlPart.Entry entry = part.entries().get(String.valueOf(name));
            if (name instanceof Integer index && index < part.elements().size()) {
                spot = new Spot(part.elements().get(index), Optional.empty(), inFlow);
            } else if (entry != null) {
                spot = new Spot(entry.value(), Optional.of(entry.key()), inFlow);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(spot);
    }

    /** What is meant by the mapping or list that has the last step of a path. */
    private Object parent(List<?> path) {
        Object found = Objects.requireNonNull(meant);
        for (Object name : path.subList(0, path.size() - 1)) {
            found = Objects.requireNonNull(
                    name instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(name));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> map(List<?> path) {
        return (Map<String, @Nullable Object>) parent(path);
    }

    @SuppressWarnings("unchecked")
    private List<@Nullable Object> list(List<?> path) {
        return (List<@Nullable Object>) parent(path);
    }

    /** The document; empty if the text has problems. */
    private static Optional<YamlNode> read(String text) {
        Problems problems = new Problems();
        return new YamlReader("", text, problems).read().filter(node -> !problems.hasErrors());
    }

    /** Whether two documents are equal, and their numbers by value. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> second) {
            return map.keySet().equals(second.keySet())
                    && map.entrySet().stream().allMatch(entry -> same(entry.getValue(), second.get(entry.getKey())));
        }
        if (one instanceof List<?> list && other instanceof List<?> second) {
            boolean same = list.size() == second.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = same(list.get(i), second.get(i));
            }
            return same;
        }
        if (one instanceof Number number && other instanceof Number second) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(second.toString())) == 0;
        }
        return one == null ? other == null : one.equals(other);
    }
}
