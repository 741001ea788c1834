package dev.gather.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the header {@code Link} of RFC 8288, from its start on, as far as it is well-formed. */
final class LinkHeader {
    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /**
     * The reference of the first link with a relation; empty if there is none. Links of another resource are left out.
     *
     * @param header its value; several are joined with commas
     */
    static Optional<String> find(String header, String relation) {
        LinkHeader reader = new LinkHeader(header);
        for (Link link = reader.next(); link != null; link = reader.next()) {
            if (link.has(relation)) {
                return Optional.of(link.reference());
            }
        }
        return Optional.empty();
    }

    /**
     * One link.
     *
     * @param relations its relation types, in lower case
     * @param anchored whether it starts from another resource
     */
    private record Link(String reference, Set<String> relations, boolean anchored) {
        boolean has(String relation) {
            return !anchored && relations.contains(relation.toLowerCase(Locale.ROOT));
        }
    }

    /** The next link; null if there is none. */
    private Link next() {
        skip(" \t,");
        int end = text.indexOf('>', at);
        if (!is('<') || end < 0) {
            return null;
        }
        String reference = text.substring(at + 1, end).strip();
        at = end + 1;
        Set<String> relations = null;
        boolean anchored = false;
        for (skip(" \t"); is(';'); skip(" \t")) {
            at++;
            skip(" \t");
            String name = token().toLowerCase(Locale.ROOT);
            String value = value();
            // Of several rel parameters only the first counts.
            if (name.equals("rel") && relations == null) {
                relations = Set.copyOf(
                        List.of(value.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)));
            }
            anchored |= name.equals("anchor");
        }
        return new Link(reference, relations == null ? Set.of() : relations, anchored);
    }

    private String value() {
        skip(" \t");
        if (!is('=')) {
            return "";
        }
        at++;
        skip(" \t");
        return is('"') ? quoted() : token();
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && !is('"')) {
            at += is('\\') && at + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(at));
            at++;
        }
        at++;
        return value.toString();
    }

    private String token() {
        int start = at;
        while (at < text.length() && " \t;,=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean is(char character) {
        return at < text.length() && text.charAt(at) == character;
    }
}
