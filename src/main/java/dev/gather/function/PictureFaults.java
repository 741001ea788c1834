package dev.gather.function;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.utils.Constants;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps the library's messages about pictures that it cannot read to JSONata's codes. */
final class PictureFaults {
    private static final String OTHER = "D3130";
    private static final Map<String, String> CODES = codes();

    private PictureFaults() {}

    static String code(Exception fault) {
        if (fault instanceof JException known
                && String.valueOf(known.getError()).matches("[STD][0-9]{4}")) {
            return known.getError();
        }
        String message = String.valueOf(fault.getMessage());
        return CODES.entrySet().stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(start(Constants.ERR_MSG_DIFF_DECIMAL_GROUP), "D3131");
        codes.put(start(Constants.ERR_MSG_UNKNOWN_COMPONENT_SPECIFIER), "D3132");
        codes.put(start(Constants.ERR_MSG_INVALID_NAME_MODIFIER), "D3133");
        codes.put(start(Constants.ERR_MSG_TIMEZONE_FORMAT), "D3134");
        codes.put(start(Constants.ERR_MSG_NO_CLOSING_BRACKET), "D3135");
        codes.put(start(Constants.ERR_MSG_MISSING_FORMAT), "D3136");
        return codes;
    }

    private static String start(String message) {
        int value = message.indexOf('%');
        return value < 0 ? message : message.substring(0, value);
    }
}
