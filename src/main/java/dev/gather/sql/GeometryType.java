package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Geometries, which become GeoJSON. The database sends the number of the reference system, of which GeoJSON knows nothing, and
 * then Well-Known Binary, with the longitude first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/gis-data-formats.html">Supported Spatial Data Formats</a>
 */
record GeometryType() implements ValueType {
    private static final int MOST_LEVELS = 50;
    private static final int COLLECTION = 7;
    private static final List<String> NAMES = List.of(
            "",
            "Point",
            "LineString",
            "Polygon",
            "MultiPoint",
            "MultiLineString",
            "MultiPolygon",
            "GeometryCollection");

    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return false;
    }

    @Override
    public Map<String, Object> read(PacketBytes row, MemoryBudget.Share memory) {
        int length = row.length();
        ByteBuffer bytes = ByteBuffer.wrap(row.array(), row.slice(length), length);
        bytes.position(bytes.position() + Integer.BYTES);
        return new Wkb(bytes, memory).geometry(1);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        throw new IllegalStateException("geometries are read at once");
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("object");
    }

    private static Failure unreadable(String detail) {
        return Failure.of(Code.MALFORMED, "a geometry cannot be read").withDetail(detail);
    }

    /** Reads Well-Known Binary. */
    private record Wkb(ByteBuffer bytes, MemoryBudget.Share memory) {
        Map<String, Object> geometry(int level) {
            int type = type(level);
            Map<String, Object> geometry = new LinkedHashMap<>();
            geometry.put("type", NAMES.get(type));
            geometry.put(type == COLLECTION ? "geometries" : "coordinates", content(type, level));
            return geometry;
        }

        private int type(int level) {
            if (level > MOST_LEVELS) {
                throw unreadable("more than " + MOST_LEVELS + " levels");
            }
            bytes.order(bytes.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int type = bytes.getInt();
            if (type < 1 || type > COLLECTION) {
                throw unreadable("type " + type);
            }
            return type;
        }

        private List<Object> content(int type, int level) {
            return switch (type) {
                case 1 -> point();
                case 2 -> list(this::point);
                case 3 -> list(() -> list(this::point));
                case COLLECTION -> list(() -> geometry(level + 1));
                default -> list(() -> content(type(level + 1), level + 1));
            };
        }

        private interface Part {
            Object read();
        }

        private List<Object> list(Part part) {
            List<Object> parts = new ArrayList<>();
            for (long left = Integer.toUnsignedLong(bytes.getInt()); left > 0; left--) {
                memory.take(ExactJson.BYTES_PER_VALUE);
                parts.add(part.read());
            }
            return parts;
        }

        private List<Object> point() {
            memory.take(2L * ExactJson.BYTES_PER_VALUE);
            return List.of(coordinate(), coordinate());
        }

        private Object coordinate() {
            double value = bytes.getDouble();
            if (!Double.isFinite(value)) {
                throw unreadable("a coordinate is no number");
            }
            return value;
        }
    }
}
