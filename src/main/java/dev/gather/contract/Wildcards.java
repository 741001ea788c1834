package dev.gather.contract;

/** Matches a segment with a template such as <code>{id}.json</code>, in time that grows with the product of their lengths. */
final class Wildcards {
    private Wildcards() {}

    /** Whether the text is the template with each parameter replaced by at least one character. */
    static boolean match(String template, String text) {
        String pattern = template.replaceAll("\\{[^}]*}", "\0");
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            reached = next(reached, pattern.charAt(i), text);
        }
        return reached[text.length()];
    }

    /** How far the text can be matched with one more character of the pattern. */
    private static boolean[] next(boolean[] reached, char character, String text) {
        boolean[] next = new boolean[reached.length];
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            open |= reached[i];
            next[i + 1] = character == '\0' ? open : reached[i] && text.charAt(i) == character;
        }
        return next;
    }
}
