package dev.gather.evaluation;

import dev.gather.json.ExactNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as texts the way {@code $string} and {@code &} do. */
public final class JsonText {
    /** The most digits of a number that is written without an exponent. */
    private static final int PLAIN_DIGITS = 21;

    private final Evaluation evaluation;
    private final boolean indented;
    private final StringBuilder text = new StringBuilder();

    private JsonText(Evaluation evaluation, boolean indented) {
        this.evaluation = evaluation;
        this.indented = indented;
    }

    /** A text as it is, any other value as JSON. */
    public static String of(@Nullable Object value, boolean indented, Evaluation evaluation) {
        if (value instanceof String text) {
            return text;
        }
        JsonText json = new JsonText(evaluation, indented);
        if (!(value instanceof Callable)) {
            json.write(value, "");
        }
        return json.text.toString();
    }

    private void write(@Nullable Object value, String indent) {
        evaluation.step();
        if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Number number) {
            text.append(number(number));
        } else if (value instanceof List<?> list) {
            writeList(list, indent);
        } else if (value instanceof Map<?, ?> object) {
            writeObject(object, indent);
        } else {
            text.append(value instanceof Callable ? "\"\"" : String.valueOf(value));
        }
        evaluation.growing(text.length(), 0);
    }

    private void writeList(List<?> list, String indent) {
        String inner = indent + "  ";
        text.append('[');
        boolean first = true;
        for (Object element : list) {
            next(first, inner);
            first = false;
            write(Items.read(element), inner);
        }
        close(first, indent, ']');
    }

    private void writeObject(Map<?, ?> object, String indent) {
        String inner = indent + "  ";
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            next(first, inner);
            first = false;
            quote(String.valueOf(member.getKey()));
            text.append(indented ? ": " : ":");
            write(Items.read(member.getValue()), inner);
        }
        close(first, indent, '}');
    }

    private void next(boolean first, String indent) {
        text.append(first ? "" : ",");
        if (indented) {
            text.append('\n').append(indent);
        }
    }

    private void close(boolean empty, String indent, char bracket) {
        if (indented && !empty) {
            text.append('\n').append(indent);
        }
        text.append(bracket);
    }

    private void quote(String string) {
        evaluation.growing(text.length() + (long) string.length(), string.length());
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            escape(string, i);
        }
        text.append('"');
    }

    private void escape(String string, int index) {
        char character = string.charAt(index);
        int simple = "\b\t\n\f\r\"\\".indexOf(character);
        if (simple >= 0) {
            text.append('\\').append("btnfr\"\\".charAt(simple));
        } else if (character < ' ' || isLone(string, index)) {
            text.append(String.format("\\u%04x", (int) character));
        } else {
            text.append(character);
        }
    }

    private static boolean isLone(String string, int index) {
        char character = string.charAt(index);
        if (!Character.isSurrogate(character)) {
            return false;
        }
        return Character.isHighSurrogate(character)
                ? index + 1 == string.length() || !Character.isLowSurrogate(string.charAt(index + 1))
                : index == 0 || !Character.isHighSurrogate(string.charAt(index - 1));
    }

    /** A number in JavaScript's notation: a double rounded to 15 digits, a decimal with all its digits. */
    static String number(Number number) {
        if (ExactNumbers.isLong(number)) {
            return number.toString();
        }
        BigDecimal exact = Numbers.exact(number);
        boolean rounded = number instanceof Double && !Numbers.isInteger(number);
        return plain((rounded ? exact.round(new MathContext(15)) : exact).stripTrailingZeros());
    }

    private static String plain(BigDecimal decimal) {
        long exponent = (long) decimal.precision() - decimal.scale();
        boolean allDigits = decimal.scale() <= 0 && decimal.precision() == exponent;
        if (decimal.signum() == 0) {
            return "0";
        }
        if (allDigits || (exponent <= PLAIN_DIGITS && exponent > -6)) {
            return decimal.toPlainString();
        }
        BigInteger digits = decimal.unscaledValue();
        String mantissa = new BigDecimal(digits, decimal.precision() - 1).toPlainString();
        return mantissa + (exponent > 0 ? "e+" : "e") + (exponent - 1);
    }
}
