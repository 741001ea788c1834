package dev.gather.format;

import dev.gather.regex.Ascii;
import dev.gather.regex.EcmaPattern;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A value of the keyword {@code format}. Each format is checked exactly as its RFC defines it, in linear time; unknown
 * formats are ignored.
 *
 * @param name the name in schemas
 * @param check whether a text is of the format
 */
public record Format(String name, Predicate<String> check) {
    private static final Map<String, Predicate<String>> KNOWN = Map.ofEntries(
            Map.entry("date", DateFormats::isDate),
            Map.entry("time", DateFormats::isTime),
            Map.entry("date-time", DateFormats::isDateTime),
            Map.entry("duration", DateFormats::isDuration),
            Map.entry("email", text -> EmailFormats.isEmail(text, false)),
            Map.entry("idn-email", text -> EmailFormats.isEmail(text, true)),
            Map.entry("hostname", HostFormats::isHostname),
            Map.entry("idn-hostname", HostFormats::isInternationalHostname),
            Map.entry("ipv4", IpFormats::isIpv4),
            Map.entry("ipv6", IpFormats::isIpv6),
            Map.entry("uri", text -> new UriFormats(false).isUri(text)),
            Map.entry("url", text -> new UriFormats(false).isUri(text)),
            Map.entry("uri-reference", text -> new UriFormats(false).isReference(text)),
            Map.entry("iri", text -> new UriFormats(true).isUri(text)),
            Map.entry("iri-reference", text -> new UriFormats(true).isReference(text)),
            Map.entry("uri-template", UriTemplateFormat::isTemplate),
            Map.entry("uuid", Format::isUuid),
            Map.entry("json-pointer", Format::isPointer),
            Map.entry("relative-json-pointer", Format::isRelativePointer),
            Map.entry("regex", EcmaPattern::isRegularExpression),
            Map.entry("byte", Format::isBase64));

    /** The format with a name; empty if it is unknown. */
    public static Optional<Format> named(String name) {
        return Optional.ofNullable(KNOWN.get(name)).map(check -> new Format(name, check));
    }

    /** Whether a text is of the format. */
    public boolean matches(String text) {
        return check.test(text);
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !Ascii.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPointer(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            return false;
        }
        for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
            if (!text.startsWith("0", i + 1) && !text.startsWith("1", i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRelativePointer(String text) {
        int end = 0;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        String rest = text.substring(end);
        boolean number = end == 1 || (end > 1 && text.charAt(0) != '0');
        return number && (rest.equals("#") || isPointer(rest));
    }

    private static boolean isBase64(String text) {
        try {
            var unused = Base64.getDecoder().decode(text);
            return text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
