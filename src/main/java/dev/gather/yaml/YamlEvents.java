package dev.gather.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML text as the events of its one document. Size and nesting are limited while reading, so that neither deep nor
 * large files take up much stack or memory.
 */
final class YamlEvents {
    /** The longest file that is read, in characters. */
    static final int MAX_LENGTH = 1 << 20;

    /** The most scalars, lists and mappings in a document, including keys and what aliases repeat. */
    static final int MAX_NODES = 20_000;

    /** The deepest nesting of lists and mappings. */
    static final int MAX_DEPTH = 60;

    /** The logarithm of the smallest buffer. */
    private static final int SMALLEST = 10;

    /** Settings with buffers of 1,024 characters, twice as many and so on: making them costs more than reading a short text. */
    private static final List<LoadSettings> SETTINGS = IntStream.rangeClosed(SMALLEST, bits(MAX_LENGTH))
            .mapToObj(bits -> LoadSettings.builder().setBufferSize(1 << bits).build())
            .toList();

    private final String text;
    private final CodePoints points;
    private final StreamReader reader;
    private final List<Event> events = new ArrayList<>();
    private final Map<Anchor, Integer> anchors = new HashMap<>();
    private final Map<Integer, Integer> aliases = new HashMap<>();
    private int documents;
    private int nodes;
    private int depth;

    private YamlEvents(String text) {
        this.text = text;
        this.points = new CodePoints(text);
        LoadSettings settings = settings(text.length());
        this.reader = new StreamReader(settings, text);
        readAll(new ParserImpl(settings, reader));
    }

    /** Settings with one buffer for the whole text: the library fails on a surrogate pair across the end of its buffer. */
    private static LoadSettings settings(int length) {
        return SETTINGS.get(Math.max(0, bits(length) - SMALLEST));
    }

    /** How many bits a number has; two to that power is more than the number. */
    private static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableYamlException if it is not YAML, or exceeds a limit
     */
    static YamlEvents of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableYamlException(Position.START, "the file is larger than 1 MB");
        }
        return new YamlEvents(text);
    }

    /** The events of the document's nodes, in order; empty for an empty file. */
    List<Event> nodes() {
        return events;
    }

    /** The index of the event that an alias repeats. */
    int target(int alias) {
        return Optional.ofNullable(aliases.get(alias)).orElseThrow();
    }

    private void readAll(ParserImpl parser) {
        try {
            while (parser.hasNext()) {
                accept(parser.next());
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw YamlFaults.of(
                    e, text, index(mark), mark.map(YamlEvents::position).orElseGet(this::here));
        } catch (ReaderException e) {
            throw notAllowed();
        } catch (UnreadableYamlException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library throws other exceptions for some faults, such as an escape beyond U+10FFFF.
            throw notYaml(here(), "this cannot be read");
        }
    }

    private void accept(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw notYaml(start(event), "there is a second document");
        }
        if (event instanceof NodeEvent node) {
            addNode(node);
        } else if (event instanceof CollectionEndEvent) {
            depth--;
            events.add(event);
        }
    }

    private void addNode(NodeEvent node) {
        if (++nodes > MAX_NODES) {
            throw tooManyNodes(start(node));
        }
        if (node instanceof AliasEvent alias) {
            aliases.put(events.size(), anchored(alias));
        } else {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, events.size()));
        }
        if (node instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
            throw tooDeep(start(node));
        }
        events.add(node);
    }

    private int anchored(AliasEvent alias) {
        Integer target = anchors.get(alias.getAlias());
        if (target == null) {
            throw notYaml(start(alias), "the anchor &" + alias.getAlias() + " does not exist");
        }
        return target;
    }

    static UnreadableYamlException tooManyNodes(Position position) {
        return new UnreadableYamlException(
                position, "the file has more than " + MAX_NODES + " values, or repeats so many through aliases");
    }

    static UnreadableYamlException tooDeep(Position position) {
        return new UnreadableYamlException(
                position, "lists and mappings are nested more than " + MAX_DEPTH + " levels deep");
    }

    /** The place of a scalar in the text. */
    ScalarSource.Span span(ScalarEvent scalar) {
        return new ScalarSource.Span(text, index(scalar.getStartMark()), index(scalar.getEndMark()), start(scalar));
    }

    /** The place of a mark in the text, in {@code char}s. */
    int index(Optional<Mark> mark) {
        return mark.map(found -> points.charIndex(found.getIndex())).orElse(0);
    }

    static Position start(Event event) {
        return event.getStartMark().map(YamlEvents::position).orElse(Position.START);
    }

    private static UnreadableYamlException notYaml(Position position, String fault) {
        return new UnreadableYamlException(position, "not YAML: " + fault);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Position here() {
        return new Position(reader.getLine() + 1, reader.getColumn() + 1);
    }

    /** A character that YAML does not allow; found again, since the library does not always report its position. */
    private UnreadableYamlException notAllowed() {
        int index = 0;
        while (index < text.length() && StreamReader.isPrintable(text.codePointAt(index))) {
            index += Character.charCount(text.codePointAt(index));
        }
        String before = text.substring(0, index);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        Position position = new Position(
                (int) before.chars().filter(c -> c == '\n').count() + 1, line.codePointCount(0, line.length()) + 1);
        return notYaml(position, "the character U+%04X is not allowed".formatted(text.codePointAt(index)));
    }
}
