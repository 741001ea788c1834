package dev.gather.jsonata;

/** Finds the text of a lambda's signature, which the library does not keep. */
final class LambdaSignature {
    private LambdaSignature() {}

    /**
     * The signature of a lambda such as <code>function($a, $b)&lt;nn:n&gt; { … }</code>.
     *
     * @param text the expression
     * @param parameters the index of the lambda's opening parenthesis
     */
    static String in(String text, int parameters) {
        int start = text.indexOf('<', text.indexOf(')', parameters));
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '<') {
                depth++;
            } else if (character == '>' && --depth == 0) {
                return text.substring(start, i + 1).replaceAll("\\s", "");
            }
        }
        throw new IllegalStateException("the lambda has no signature");
    }
}
