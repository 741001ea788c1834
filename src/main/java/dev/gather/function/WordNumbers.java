package dev.gather.function;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Guards the library's parsing of numbers in words, which overflows silently. */
final class WordNumbers {
    private static final Pattern SPACE = Pattern.compile("[\\s,-]+");
    private static final Map<String, Integer> ZEROS =
            Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "trillion", 12);
    private static final int MOST_ZEROS = 15;

    private WordNumbers() {}

    /** Whether consecutive words such as "trillion" multiply to more than the library can represent. */
    static boolean overflow(String words) {
        int zeros = 0;
        for (String word : SPACE.split(words.toLowerCase(Locale.ROOT))) {
            int more = ZEROS.getOrDefault(word.replaceAll("th$", ""), 0);
            zeros = more == 0 ? 0 : zeros + more;
            if (zeros > MOST_ZEROS) {
                return true;
            }
        }
        return false;
    }
}
