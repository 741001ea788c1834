package dev.gather.expression;

import com.dashjoin.jsonata.JException;

/** JSONata's sentences for its error codes, with the places of values left open. */
final class FaultText {
    private FaultText() {}

    static String of(String code) {
        if (code.equals("D3137") || code.equals("D3141")) {
            return "$error or $assert was called";
        }
        return JException.msg(code, -1, "…", "…");
    }
}
