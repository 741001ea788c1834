package dev.gather.input;

/** Punycode, RFC 3492. {@code java.net.IDN} changes what it encodes: it removes joiners and makes ß of two letters. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_POINT = 0x80;

    private Punycode() {}

    /**
     * Decodes a label of at most 63 characters, without its {@code xn--}; an empty text where it is not Punycode.
     */
    static String decode(String label) {
        int dash = label.lastIndexOf('-');
        if (dash == 0) {
            return "";
        }
        StringBuilder out = new StringBuilder(dash > 0 ? label.substring(0, dash) : "");
        int at = dash + 1;
        int count = out.length();
        int bias = INITIAL_BIAS;
        long point = INITIAL_POINT;
        long position = 0;
        while (at < label.length()) {
            long before = position;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < label.length() ? digit(label.charAt(at++)) : BASE;
                position += digit * weight;
                if (digit == BASE || position > Integer.MAX_VALUE) {
                    return "";
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            count++;
            bias = adapted(position - before, count, before == 0);
            point += position / count;
            position %= count;
            if (point > Character.MAX_CODE_POINT || (point >= 0xd800 && point <= 0xdfff)) {
                return "";
            }
            out.insert(out.offsetByCodePoints(0, (int) position), Character.toChars((int) point));
            position++;
        }
        return out.toString();
    }

    /** How many characters a label has in Punycode, without {@code xn--}. */
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
