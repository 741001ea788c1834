package dev.gather.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * The parts of a moment that belong to its week: the year of the week {@code [X]}, the month of the week {@code [x]} and
 * the week of that month {@code [w]}. A week belongs to where its Thursday is, as ISO 8601 has it. The library takes them
 * from the day itself.
 */
final class WeekPictures {
    private static final long DAY = 86_400_000;

    private WeekPictures() {}

    /** Writes a picture of other parts. */
    interface Writer {
        String write(long millis, String picture);
    }

    /**
     * A moment by a picture.
     *
     * @param offset of the time zone, in milliseconds
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
