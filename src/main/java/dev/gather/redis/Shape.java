package dev.gather.redis;

import dev.gather.source.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reply becomes. In the protocol's version 2, which is spoken, a map is a list of names and values by turns. */
enum Shape {
    /** The same: a text, a number, null, or a list of such. */
    PLAIN {
        @Override
        @Nullable
        Object read(Reply reply) {
            return reply.plain();
        }
    },
    /** An object of names and values; null if it is empty, as an absent key is. */
    OBJECT {
        @Override
        @Nullable
        Object read(Reply reply) {
            List<Reply> parts = reply.pairs();
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i += 2) {
                object.put(parts.get(i).text(), parts.get(i + 1).leaf());
            }
            return object.isEmpty() ? null : object;
        }
    },
    /** A list of fields and their values, as objects: one field may be there several times. */
    PAIRS {
        @Override
        Object read(Reply reply) {
            List<Reply> parts = reply.pairs();
            List<Object> pairs = new ArrayList<>();
            for (int i = 0; i < parts.size(); i += 2) {
                pairs.add(reply.object(
                        "field", parts.get(i).text(), "value", parts.get(i + 1).leaf()));
            }
            return pairs;
        }
    },
    /** The list of values of the fields that the command names, as an object; null if none of them is there. */
    FIELDS {
        @Override
        @Nullable
        Object read(Reply reply) {
            List<String> names = reply.named(1);
            List<Reply> values = reply.elements(names.size());
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            boolean found = false;
            for (int i = 0; i < values.size(); i++) {
                @Nullable Object value = values.get(i).leaf();
                found |= value != null;
                object.put(names.get(i), value);
            }
            return found ? object : null;
        }
    },
    /** A number that comes as text, or a list of such. */
    NUMBERS {
        @Override
        @Nullable
        Object read(Reply reply) {
            return reply.isList() ? reply.elements().stream().map(Reply::number).collect(Reply.list()) : reply.number();
        }
    },
    /** A list of members and their scores, as objects. */
    SCORES {
        @Override
        Object read(Reply reply) {
            List<Reply> parts = reply.pairs();
            List<Object> scores = new ArrayList<>();
            for (int i = 0; i < parts.size(); i += 2) {
                scores.add(reply.object(
                        "member", parts.get(i).leaf(), "score", parts.get(i + 1).number()));
            }
            return scores;
        }
    },
    /** A rank and a score, as an object. */
    RANK {
        @Override
        @Nullable
        Object read(Reply reply) {
            if (reply.isNull()) {
                return null;
            }
            List<Reply> parts = reply.elements(2);
            return reply.object(
                    "rank", parts.get(0).plain(), "score", parts.get(1).number());
        }
    },
    /** A list of positions, as objects; null for a member without one. */
    POSITIONS {
        @Override
        Object read(Reply reply) {
            return reply.elements().stream().map(Shape::position).collect(Reply.list());
        }
    },
    /** A list of members, or of objects if the command asks for more than these. */
    NEARBY {
        @Override
        Object read(Reply reply) {
            boolean distance = reply.asksFor("WITHDIST");
            boolean hash = reply.asksFor("WITHHASH");
            boolean position = reply.asksFor("WITHCOORD");
            int parts = 1 + (distance ? 1 : 0) + (hash ? 1 : 0) + (position ? 1 : 0);
            if (parts == 1) {
                return reply.elements().stream().map(Reply::leaf).collect(Reply.list());
            }
            List<Object> found = new ArrayList<>();
            for (Reply element : reply.elements()) {
                List<Reply> about = element.elements(parts);
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                int next = 0;
                one.put("member", about.get(next++).leaf());
                if (distance) {
                    one.put("distance", about.get(next++).number());
                }
                if (hash) {
                    one.put("hash", about.get(next++).plain());
                }
                if (position) {
                    one.put("position", position(about.get(next)));
                }
                found.add(reply.counted(one));
            }
            return found;
        }
    },
    /** A list of a stream's entries, as objects. */
    ENTRIES {
        @Override
        Object read(Reply reply) {
            List<Object> entries = new ArrayList<>();
            for (Reply element : reply.elements()) {
                List<Reply> parts = element.elements(2);
                entries.add(reply.object("id", parts.get(0).text(), "fields", PAIRS.read(parts.get(1))));
            }
            return entries;
        }
    };

    /** @throws dev.gather.failure.Failure if the reply has another form, or too little memory is left */
    abstract @Nullable Object read(Reply reply);

    /** The JSON Schema of what comes of it, as far as it is known without the form of its texts. */
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> number = Schemas.of("number");
        return switch (this) {
            case OBJECT, FIELDS -> Schemas.either(List.of(Schemas.object(), Schemas.NULL));
            case SCORES -> Schemas.list(Schemas.object(Map.of("member", Map.of(), "score", number)));
            case PAIRS -> pairs();
            case ENTRIES -> Schemas.list(Schemas.object(Map.of("id", Schemas.of("string"), "fields", pairs())));
            case NEARBY, POSITIONS -> Schemas.list(Map.of());
            case RANK -> Schemas.either(List.of(Schemas.object(Map.of("rank", number, "score", number)), Schemas.NULL));
            case PLAIN, NUMBERS -> Map.of();
        };
    }

    private static Map<String, @Nullable Object> pairs() {
        return Schemas.list(Schemas.object(Map.of("field", Schemas.of("string"), "value", Map.of())));
    }

    private static @Nullable Object position(Reply reply) {
        if (reply.isNull()) {
            return null;
        }
        List<Reply> parts = reply.elements(2);
        return reply.object(
                "longitude", parts.get(0).number(), "latitude", parts.get(1).number());
    }
}
