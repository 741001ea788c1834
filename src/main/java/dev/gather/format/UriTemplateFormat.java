package dev.gather.format;

import dev.gather.regex.Ascii;

/** URI templates of RFC 6570. */
final class UriTemplateFormat {
    private static final String OPERATORS = "+#./;?&=,!@|";
    private static final String NEVER_LITERAL = " \"%<>\\^`{|}";

    private UriTemplateFormat() {}

    static boolean isTemplate(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '{') {
                int end = text.indexOf('}', at);
                if (end < 0 || !isExpression(text.substring(at + 1, end))) {
                    return false;
                }
                at = end + 1;
            } else if (isEscape(text, at)) {
                at += 3;
            } else if (isLiteral(c)) {
                at += Character.charCount(c);
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(int c) {
        return c < 0x7f
                ? c > ' ' && NEVER_LITERAL.indexOf(c) < 0
                : UriFormats.isInternational(c) || UriFormats.isPrivate(c);
    }

    private static boolean isExpression(String text) {
        boolean operator = !text.isEmpty() && OPERATORS.indexOf(text.charAt(0)) >= 0;
        for (String variable : text.substring(operator ? 1 : 0).split(",", -1)) {
            if (!isVariable(variable)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVariable(String text) {
        if (text.endsWith("*")) {
            return isName(text.substring(0, text.length() - 1));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return isName(text);
        }
        String length = text.substring(colon + 1);
        return isName(text.substring(0, colon)) && Ascii.isDigits(length, 1, 4) && !length.startsWith("0");
    }

    private static boolean isName(String text) {
        boolean holds = !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
        int at = 0;
        while (holds && at < text.length()) {
            char c = text.charAt(at);
            boolean escape = isEscape(text, at);
            holds = escape || Ascii.isLetter(c) || Ascii.isDigit(c) || c == '_' || c == '.';
            at += escape ? 3 : 1;
        }
        return holds;
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && Ascii.isHex(text.charAt(at + 1))
                && Ascii.isHex(text.charAt(at + 2));
    }
}
