package dev.gather.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {
    private static boolean finds(String pattern, String text) {
        return EcmaPattern.compile(pattern).find(text, () -> {}) == EcmaPattern.Result.FOUND;
    }

    /** In the texts, {@code ␊} stands for a line feed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "^[a-z]+$           ¦ abc ¦ true",
                "^[a-z]+$           ¦ abc␊ ¦ false",
                "^[a-z]+$           ¦ ␊abc ¦ false",
                "b                  ¦ abc ¦ true",
                "^a|b$              ¦ xb ¦ true",
                "^.$                ¦ 😀 ¦ true",
                "^.$                ¦ ␊ ¦ false",
                "^[^x]$             ¦ ␊ ¦ true",
                "^[😀-😂]$          ¦ 😁 ¦ true",
                "^\\ud83d\\ude00$   ¦ 😀 ¦ true",
                "^\\u{1f600}$       ¦ 😀 ¦ true",
                "^\\d$              ¦ ٣ ¦ false",
                "^\\D$              ¦ ٣ ¦ true",
                "^\\w$              ¦ é ¦ false",
                "^\\W$              ¦ é ¦ true",
                "^\\s\\S$           ¦ ` x` ¦ true",
                "^\\s$              ¦ \u3000 ¦ true",
                "^\\s$              ¦ \ufeff ¦ true",
                "^[\\s\\d]+$        ¦ `1\u00a02` ¦ true",
                "^[^\\s\\d]+$       ¦ ab ¦ true",
                "^[\\D]$            ¦ 1 ¦ false",
                "\\bcat\\b          ¦ a cat ¦ true",
                "\\bcat\\b          ¦ concat ¦ false",
                "^\\Bx              ¦ x ¦ false",
                "^\\cJ$             ¦ ␊ ¦ true",
                "^\\x41\\0?$        ¦ A ¦ true",
                "^\\p{L}+$          ¦ äβж ¦ true",
                "^\\p{Letter}+$     ¦ äβж ¦ true",
                "^\\p{Lu}\\P{Lu}$   ¦ Äb ¦ true",
                "^\\p{digit}+$      ¦ ٣1 ¦ true",
                "^\\p{gc=Nd}+$      ¦ ٣1 ¦ true",
                "^\\p{Script=Greek}+$ ¦ αβγ ¦ true",
                "^\\p{sc=Grek}+$    ¦ αβγ ¦ true",
                "^\\p{Alphabetic}+$ ¦ aβ ¦ true",
                "^\\p{ASCII}+$      ¦ aβ ¦ false",
                "^[\\p{Lu}\\d_]+$   ¦ Ä1_ ¦ true",
                "^[^\\p{Lu}]+$      ¦ Ä ¦ false",
                "^[]$               ¦ a ¦ false",
                "^[^]$              ¦ ␊ ¦ true",
                "^[\\w-.]+$         ¦ a-b.c ¦ true",
                "^[a\\-z]+$         ¦ a-z ¦ true",
                "^[a\\-z]+$         ¦ b ¦ false",
                "^[-a]+$            ¦ -a ¦ true",
                "^[[&&b]+$          ¦ [&b ¦ true",
                "^[\\b]$            ¦ `\u0008` ¦ true",
                "^a{2}$             ¦ aa ¦ true",
                "^a{2,}$            ¦ aaa ¦ true",
                "^a{2,3}?$          ¦ aaaa ¦ false",
                "^[a-z]{1,1500}$    ¦ abc ¦ true",
                "^(?:ab?){2000}$    ¦ ab ¦ false",
                "^(?<year>\\d{4})$  ¦ 2026 ¦ true",
                "^(a)(?<b>b)\\2\\1$ ¦ abba ¦ true",
                "^(?<q>['\"]).*\\k<q>$ ¦ 'x' ¦ true",
                "^(?=.*\\d)(?!.*x).{3}$ ¦ ab1 ¦ true",
                "^(?=.*\\d)(?!.*x).{3}$ ¦ xb1 ¦ false",
                "(?<=\\$)\\d+$      ¦ $12 ¦ true",
                "^(?=\\bcat\\b)     ¦ cat ¦ true",
                "^\\/\\-\\_\\@$     ¦ /-_@ ¦ true",
                "(?<=a+)b           ¦ aab ¦ true",
                "^a}b]$             ¦ a}b] ¦ true",
                "^(|a)+$            ¦ aa ¦ true"
            })
    void meansWhatEcma262SaysInUnicodeMode(String pattern, String text, boolean expected) {
        assertEquals(expected, finds(pattern, text.replace('␊', '\n')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[a",
                "[b-a]",
                "*",
                "a**",
                "+a",
                "a{2,1}",
                "a{",
                "{1}",
                "a{x}",
                "\\",
                "\\a",
                "\\Z",
                "\\z",
                "\\A",
                "\\h",
                "\\e",
                "\\Q",
                "\\x4",
                "\\u12",
                "\\u{110000}",
                "\\c1",
                "\\01",
                "\\1",
                "(a)\\2",
                "\\k<a>",
                "\\k<a",
                "\\p{Nothing}",
                "\\p{Script=Klingon}",
                "\\p",
                "(?i)a",
                "(?P<a>b)",
                "(?<1>a)",
                "(?<a>b)(?<a>c)",
                "(?>a)",
                "^*",
                "$+",
                "(?=a)*",
                "a{99999999}",
                "(?:(?:a{1000}){1000}){1000}",
                "(?:(?:(?:){2000}){2000}){2000}"
            })
    void refusesWhatIsNoRegularExpressionOfEcma262(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> EcmaPattern.compile(pattern));
    }

    @Test
    void refusesParenthesesThatNestTooDeeply() {
        String deep = "(".repeat(20_000) + ")".repeat(20_000);

        assertThrows(IllegalArgumentException.class, () -> EcmaPattern.compile(deep));
    }
}
