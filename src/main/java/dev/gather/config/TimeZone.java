package dev.gather.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a time zone of a database's sessions: an offset from UTC, {@code UTC}, or a name such as {@code Europe/Berlin}. */
public final class TimeZone implements Converter<ZoneId> {
    private static final long serialVersionUID = 1L;

    /** It becomes part of a statement. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+:/-]+");

    /** As far as MySQL's and MariaDB's offsets go. */
    private static final int LEAST = ZoneOffset.ofHoursMinutes(-12, -59).getTotalSeconds();

    private static final int MOST = ZoneOffset.ofHours(13).getTotalSeconds();

    /** @throws IllegalArgumentException if the text is not such a zone */
    @Override
    public ZoneId convert(String text) {
        String name = text.strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(fault(text));
        }
        try {
            return checked(ZoneId.of(name).normalized(), text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(fault(text), e);
        }
    }

    private static ZoneId checked(ZoneId zone, String text) {
        if (zone instanceof ZoneOffset offset) {
            int seconds = offset.getTotalSeconds();
            if (seconds < LEAST || seconds > MOST || seconds % 60 != 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not an offset that MySQL and MariaDB have: from -12:59"
                                + " to +13:00, in whole minutes; a name such as Pacific/Kiritimati may have others");
            }
        }
        return zone;
    }

    private static String fault(String text) {
        return "'" + text + "' is not a time zone: UTC, an offset such as +02:00, or a name such as Europe/Berlin";
    }
}
