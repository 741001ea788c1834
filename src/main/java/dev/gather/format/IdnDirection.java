package dev.gather.format;

import java.util.Set;

/** The Bidi rule of RFC 5893, for the labels of a host name that has a right-to-left label. */
final class IdnDirection {
    private static final byte L = Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    private static final byte R = Character.DIRECTIONALITY_RIGHT_TO_LEFT;
    private static final byte AL = Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    private static final byte AN = Character.DIRECTIONALITY_ARABIC_NUMBER;
    private static final byte EN = Character.DIRECTIONALITY_EUROPEAN_NUMBER;
    private static final byte NSM = Character.DIRECTIONALITY_NONSPACING_MARK;
    private static final Set<Byte> NEUTRAL = Set.of(
            EN,
            Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
            Character.DIRECTIONALITY_OTHER_NEUTRALS,
            Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
            NSM);

    private IdnDirection() {}

    static boolean isRightToLeft(String label) {
        return label.codePoints().mapToObj(Character::getDirectionality).anyMatch(Set.of(R, AL, AN)::contains);
    }

    static boolean holds(String label) {
        byte first = Character.getDirectionality(label.codePointAt(0));
        boolean right = first == R || first == AL;
        Set<Byte> allowed = right ? Set.of(R, AL, AN) : Set.of(L);
        Set<Byte> last = right ? Set.of(R, AL, EN, AN) : Set.of(L, EN);
        boolean fits = label.codePoints()
                .mapToObj(Character::getDirectionality)
                .allMatch(direction -> allowed.contains(direction) || NEUTRAL.contains(direction));
        return (right || first == L) && fits && last.contains(last(label)) && !(has(label, EN) && has(label, AN));
    }

    private static byte last(String label) {
        return label.codePoints()
                .mapToObj(Character::getDirectionality)
                .filter(direction -> direction != NSM)
                .reduce((earlier, later) -> later)
                .orElse(NSM);
    }

    private static boolean has(String label, byte direction) {
        return label.codePoints().anyMatch(c -> Character.getDirectionality(c) == direction);
    }
}
