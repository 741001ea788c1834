package dev.gather.sql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type TIMESTAMP: moments that come in the time zone of the session, and become texts with its offset from UTC. In the
 * hour that is there twice when clocks are put back, nobody can tell which of them is meant, so there is no offset.
 */
final class InstantType implements ValueType {
    private static final int SECONDS_OF_HOUR = 3600;

    private final ZoneRules zone;

    /** The offset if it is always the same. */
    private final @Nullable ZoneOffset always;

    InstantType(ZoneRules zone) {
        this.zone = zone;
        this.always = zone.isFixedOffset() ? zone.getOffset(LocalDateTime.MIN) : null;
    }

    @Override
    public boolean check(PacketBytes row) {
        return TimeType.MOMENT.check(row);
    }

    @Override
    public @Nullable String read(PacketBytes row, MemoryBudget.Share memory) {
        TimeText text = text(row);
        return text == null ? null : text.toString();
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        TimeType.write(text(row), output);
    }

    @Override
    public void prepare(byte[] text, int start, int length, ByteBuf binary) {
        TimeType.MOMENT.prepare(text, start, length, binary);
    }

    @Override
    public Optional<String> jsonType() {
        return TimeType.MOMENT.jsonType();
    }

    private @Nullable TimeText text(PacketBytes row) {
        TimeText text = TimeType.MOMENT.text(row);
        if (text != null) {
            ZoneOffset offset = always == null ? offset(text) : always;
            if (offset != null) {
                put(offset, text);
            }
        }
        return text;
    }

    /** The offset at that time; null if there are two, or it is no time of the calendar. */
    private @Nullable ZoneOffset offset(TimeText text) {
        try {
            List<ZoneOffset> offsets = zone.getValidOffsets(LocalDateTime.parse(text.toString()));
            return offsets.size() == 1 ? offsets.get(0) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void put(ZoneOffset offset, TimeText text) {
        int seconds = Math.abs(offset.getTotalSeconds());
        text.put(offset.getTotalSeconds() < 0 ? '-' : '+');
        text.twoDigits(seconds / SECONDS_OF_HOUR);
        text.put(':');
        text.twoDigits(seconds / 60 % 60);
    }
}
