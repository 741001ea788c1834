package dev.gather.json;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.fuzz.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whatever bytes are taken for a plain document, the reader reads, and the writer writes in the same way. */
class PlainJsonFuzzTest {
    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void takesForPlainOnlyWhatIsWrittenTheSameWay(FuzzedDataProvider data) {
        byte[] json = data.consumeRemainingAsBytes();
        Limits.check(() -> check(json));
    }

    private static boolean check(byte[] json) throws IOException {
        PlainJson passed = new PlainJson(json, json.length);
        boolean plain = Utf8.isValid(json, 0, json.length) && passed.isDocument();
        if (plain) {
            String text = new String(json, StandardCharsets.UTF_8);
            JsonOutput output = new JsonOutput(Long.MAX_VALUE);
            output.value(ExactJson.read(text, taken -> {}));
            String written = new String(output.bytes(), StandardCharsets.UTF_8);
            boolean same =
                    passed.spaces() == 0 ? written.equals(text) : output.length() == json.length - passed.spaces();
            if (!same) {
                throw new AssertionError("written in another way: " + written);
            }
        }
        return plain;
    }
}
