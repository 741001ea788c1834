package dev.gather.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * The components of a moment's week: the year of the week {@code [X]}, its month {@code [x]} and the week of that month
 * {@code [w]}. By ISO 8601, a week belongs to the year and month of its Thursday; the library takes them from the day
 * itself.
 */
final class WeekPictures {
    private static final long DAY = 86_400_000;

    private WeekPictures() {}

    /** Formats the other components of a picture. */
    interface Writer {
        String write(long millis, String picture);
    }

    /**
     * Formats a moment by a picture.
     *
     * @param offset the time zone's offset from UTC, in milliseconds
     */
    static String write(long millis, long offset, String picture, Writer others) {
        StringBuilder written = new StringBuilder();
        int from = 0;
        for (int at = 0; at < picture.length(); at++) {
            if (picture.startsWith("[[", at)) {
                at++;
            } else if (picture.charAt(at) == '[') {
                int end = picture.indexOf(']', at);
                String component = end < 0 ? "" : picture.substring(at + 1, end).strip();
                if (!component.isEmpty() && "Xxw".indexOf(component.charAt(0)) >= 0) {
                    written.append(others.write(millis, picture.substring(from, at)));
                    written.append(component(component, millis, offset, others));
                    from = end + 1;
                }
                at = end < 0 ? picture.length() : end;
            }
        }
        return written.append(others.write(millis, picture.substring(from))).toString();
    }

    private static String component(String component, long millis, long offset, Writer others) {
        LocalDate day =
                Instant.ofEpochMilli(millis + offset).atOffset(ZoneOffset.UTC).toLocalDate();
        long toThursday = 4L - day.getDayOfWeek().getValue();
        String form = component.substring(1);
        return switch (component.charAt(0)) {
            case 'X' -> others.write(millis + toThursday * DAY, "[Y" + form + "]");
            case 'x' -> others.write(millis + toThursday * DAY, "[M" + form + "]");
            default -> {
                int week = day.plusDays(toThursday).get(ChronoField.ALIGNED_WEEK_OF_MONTH);
                yield others.write((week - 1) * DAY - offset, "[D" + form + "]");
            }
        };
    }
}
