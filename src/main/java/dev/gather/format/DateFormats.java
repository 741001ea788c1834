package dev.gather.format;

import dev.gather.regex.Ascii;
import java.time.YearMonth;
import java.util.regex.Pattern;

/** Dates, times and durations of RFC 3339. */
final class DateFormats {
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final Pattern OFFSET = Pattern.compile("[+-]([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)");
    private static final String DAYS = "[0-9]++D";
    private static final String MONTHS = "[0-9]++M(" + DAYS + ")?";
    private static final String YEARS = "[0-9]++Y(" + MONTHS + ")?";
    private static final String SECONDS = "[0-9]++S";
    private static final String MINUTES = "[0-9]++M(" + SECONDS + ")?";
    private static final String HOURS = "[0-9]++H(" + MINUTES + ")?";
    private static final String TIME = "T(" + HOURS + "|" + MINUTES + "|" + SECONDS + ")";
    private static final Pattern DURATION =
            Pattern.compile("P([0-9]++W|(" + YEARS + "|" + MONTHS + "|" + DAYS + ")(" + TIME + ")?|" + TIME + ")");

    private DateFormats() {}

    static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        if (!Ascii.isDigits(text.substring(0, 4) + text.substring(5, 7) + text.substring(8), 8, 8)) {
            return false;
        }
        int month = number(text, 5);
        int day = number(text, 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && day
                        <= YearMonth.of(Integer.parseInt(text.substring(0, 4)), month)
                                .lengthOfMonth();
    }

    static boolean isDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isDate(text.substring(0, 10))
                && isTime(text.substring(11));
    }

    static boolean isTime(String text) {
        if (text.length() < 9 || !CLOCK.matcher(text.substring(0, 8)).matches()) {
            return false;
        }
        int at = 8;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == 9) {
                return false;
            }
        }
        String offset = text.substring(at);
        boolean zone = offset.equals("Z")
                || offset.equals("z")
                || (offset.length() == 6 && OFFSET.matcher(offset).matches());
        return zone && (number(text, 6) < 60 || isLastMinuteOfTheDay(text, offset));
    }

    /** Leap seconds come at the end of a day in UTC. */
    private static boolean isLastMinuteOfTheDay(String time, String offset) {
        int minute = number(time, 0) * 60 + number(time, 3);
        if (offset.length() == 6) {
            int shift = number(offset, 1) * 60 + number(offset, 4);
            minute += offset.charAt(0) == '-' ? shift : -shift;
        }
        return Math.floorMod(minute, MINUTES_OF_A_DAY) == MINUTES_OF_A_DAY - 1;
    }

    static boolean isDuration(String text) {
        return DURATION.matcher(text).matches();
    }

    private static int number(String text, int at) {
        return Integer.parseInt(text.substring(at, at + 2));
    }
}
