package dev.gather.format;

import dev.gather.regex.Ascii;

/** Punycode, RFC 3492. {@code java.net.IDN} cannot be used: it removes joiners and replaces ß by two letters. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_POINT = 0x80;

    private Punycode() {}

    /** Decodes a label of at most 63 characters, without its {@code xn--}; an empty text if it is not Punycode. */
    static String decode(String label) {
        int dash = label.lastIndexOf('-');
        return dash == 0 ? "" : new Decoder(label, dash + 1, label.substring(0, Math.max(0, dash))).decoded();
    }

    private static final class Decoder {
        private final String label;
        private final StringBuilder out;
        private int at;
        private int bias = INITIAL_BIAS;
        private long point = INITIAL_POINT;
        private long position;

        Decoder(String label, int at, String basic) {
            this.label = label;
            this.at = at;
            this.out = new StringBuilder(basic);
        }

        String decoded() {
            boolean holds = true;
            while (holds && at < label.length()) {
                holds = insertNext();
            }
            return holds ? out.toString() : "";
        }

        private boolean insertNext() {
            long delta = integer();
            int count = out.codePointCount(0, out.length()) + 1;
            boolean first = point == INITIAL_POINT && position == 0;
            point += (position + delta) / count;
            boolean valid = delta >= 0
                    && point <= Character.MAX_CODE_POINT
                    && !Ascii.isWithin((int) point, Character.MIN_SURROGATE, Character.MAX_SURROGATE);
            if (valid) {
                bias = adapted(delta, count, first);
                position = (position + delta) % count;
                out.insert(out.offsetByCodePoints(0, (int) position), Character.toChars((int) point));
                position++;
            }
            return valid;
        }

        /** A number of variable length; negative if it is invalid or too large. */
        private long integer() {
            long value = 0;
            long weight = 1;
            for (int k = BASE; value <= Integer.MAX_VALUE && at < label.length(); k += BASE) {
                int digit = digit(label.charAt(at++));
                if (digit == BASE) {
                    return -1;
                }
                value += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    return value;
                }
                weight *= BASE - threshold;
            }
            return -1;
        }
    }

    /** The length of a label in Punycode, without {@code xn--}. */
    static int encodedLength(String label) {
        int[] points = label.codePoints().toArray();
        int basic = (int) label.chars().filter(c -> c < INITIAL_POINT).count();
        int length = basic > 0 ? basic + 1 : 0;
        int bias = INITIAL_BIAS;
        int done = basic;
        long delta = 0;
        int point = INITIAL_POINT;
        while (done < points.length) {
            int next = next(points, point);
            delta += (long) (next - point) * (done + 1);
            for (int c : points) {
                delta += c < next ? 1 : 0;
                if (c == next) {
                    length += digits(delta, bias);
                    bias = adapted(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            point = next + 1;
        }
        return length;
    }

    private static int next(int[] points, int least) {
        int next = Integer.MAX_VALUE;
        for (int c : points) {
            next = c >= least ? Math.min(next, c) : next;
        }
        return next;
    }

    private static int digits(long delta, int bias) {
        int digits = 1;
        long rest = delta;
        for (int k = BASE; rest >= threshold(k, bias); k += BASE) {
            int threshold = threshold(k, bias);
            rest = (rest - threshold) / (BASE - threshold);
            digits++;
        }
        return digits;
    }

    private static int threshold(int k, int bias) {
        return Math.min(T_MAX, Math.max(T_MIN, k - bias));
    }

    private static int adapted(long delta, int count, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
    }

    private static int digit(char c) {
        if (Ascii.isDigit(c)) {
            return c - '0' + 26;
        }
        return Ascii.isLetter(c) ? Character.toLowerCase(c) - 'a' : BASE;
    }
}
