package dev.gather.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Where a node stands in its file.
 *
 * @param from its start, in {@code char}s, with its anchor and tag
 * @param to its end
 * @param form how it is written
 * @param named whether an anchor or a tag stands before it
 * @param entries those of a mapping
 * @param elements those of a list
 */
record YamlPart(
        int from, int to, Form form, boolean named, Map<String, YamlPart.Entry> entries, List<YamlPart> elements) {
    /** A key and its value. */
    record Entry(YamlPart key, YamlPart value) {}

    /** How a node is written. */
    enum Form {
        /** A scalar, or an alias of another node. */
        SCALAR,
        /** A mapping or list in brackets. */
        FLOW,
        /** A mapping or list in lines. */
        BLOCK
    }

    /** The parts of a text that has been read without problems. */
    static YamlPart of(String text) {
        return new Walk(text, YamlEvents.of(text)).next();
    }

    private static final class Walk {
        private final String text;
        private final YamlEvents document;
        private int at;

        Walk(String text, YamlEvents document) {
            this.text = text;
            this.document = document;
        }

        YamlPart next() {
            NodeEvent event = (NodeEvent) document.nodes().get(at++);
            boolean named = event.getAnchor().isPresent();
            if (event instanceof CollectionStartEvent start) {
                return collection(start, named || start.getTag().isPresent());
            }
            int to = document.index(event.getEndMark());
            boolean block = event instanceof ScalarEvent scalar
                    && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                            || scalar.getScalarStyle() == ScalarStyle.FOLDED);
            int from = document.index(event.getStartMark());
            return new YamlPart(
                    from,
                    block ? trimmed(from, to) : to,
                    Form.SCALAR,
                    named && !(event instanceof AliasEvent),
                    Map.of(),
                    List.of());
        }

        private YamlPart collection(CollectionStartEvent start, boolean named) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            List<YamlPart> elements = new ArrayList<>();
            int from = document.index(start.getStartMark());
            int last = from;
            while (!(document.nodes().get(at) instanceof CollectionEndEvent)) {
                String name = document.nodes().get(at) instanceof ScalarEvent scalar ? scalar.getValue() : "";
                YamlPart part = next();
                if (start instanceof SequenceStartEvent) {
                    elements.add(part);
                } else {
                    YamlPart key = part;
                    part = next();
                    entries.put(name, new Entry(key, part));
                }
                last = part.to();
            }
            Event end = document.nodes().get(at++);
            int to = start.isFlow() ? document.index(end.getEndMark()) : last;
            return new YamlPart(from, to, start.isFlow() ? Form.FLOW : Form.BLOCK, named, entries, elements);
        }

        /** A block ends before the empty lines that follow it. */
        private int trimmed(int from, int to) {
            int end = to;
            while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }
    }
}
