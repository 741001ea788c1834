package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure.Code;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds the ends of replies, however their bytes are divided, and what is no reply. */
class ReplyScannerTest {
    private static ReplyScanner.Scan scan(ReplyScanner scanner, String bytes, long awaited) {
        return scanner.scan(Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)), awaited);
    }

    private static String written(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void findsEachEndWhereverTheBytesAreDivided() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            List<Integer> ends = new ArrayList<>();
            StringBuilder all = new StringBuilder();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                all.append(reply(random, 0));
                ends.add(all.length());
            }
            assertEquals(ends, ends(all.toString(), count));
            assertEquals(count, replies(random, all.toString(), count));
        }
    }

    /** Where replies end, byte by byte. */
    private static List<Integer> ends(String all, int count) {
        ReplyScanner scanner = new ReplyScanner(1_000_000);
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < all.length(); i++) {
            ReplyScanner.Scan scan = scan(scanner, all.substring(i, i + 1), count - ends.size());
            assertTrue(scan.fault().isEmpty(), all);
            if (scan.replies() == 1) {
                ends.add(i + 1);
            }
        }
        return ends;
    }

    /** How many there are, in parts of any length. */
    private static long replies(Random random, String all, long count) {
        ReplyScanner scanner = new ReplyScanner(1_000_000);
        long replies = 0;
        int at = 0;
        while (at < all.length()) {
            int next = Math.min(all.length(), at + 1 + random.nextInt(20));
            ReplyScanner.Scan scan = scan(scanner, all.substring(at, next), count - replies);
            assertTrue(scan.fault().isEmpty(), all);
            replies += scan.replies();
            at = next;
        }
        return replies;
    }

    private static String reply(Random random, int level) {
        return switch (random.nextInt(level > 3 ? 6 : 8)) {
            case 0 -> "+OK\r\n";
            case 1 -> "-ERR no\r\n";
            case 2 -> ":" + random.nextLong() + "\r\n";
            case 3 -> "$-1\r\n";
            case 4 -> "$0\r\n\r\n";
            case 5 -> "$9\r\n*1\r\n$-1\r\n\r\n";
            case 6 -> random.nextBoolean() ? "*-1\r\n" : "*0\r\n";
            default -> {
                int size = 1 + random.nextInt(3);
                StringBuilder list = new StringBuilder("*" + size + "\r\n");
                for (int i = 0; i < size; i++) {
                    list.append(reply(random, level + 1));
                }
                yield list.toString();
            }
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            HTTP/1.1 200 OK         | MALFORMED | not one of Redis
            %1\\r\\n                | MALFORMED | not one of Redis
            $x\\r\\n                | MALFORMED | not one of Redis
            $-2\\r\\n               | MALFORMED | not one of Redis
            $3\\r\\nabcd\\r\\n      | MALFORMED | not one of Redis
            :\\r\\n                 | MALFORMED | not one of Redis
            _\\r\\n                 | MALFORMED | not one of Redis
            #t\\r\\n                | MALFORMED | not one of Redis
            ,1.5\\r\\n              | MALFORMED | not one of Redis
            ,inf\\r\\n              | MALFORMED | not one of Redis
            ,nan\\r\\n              | MALFORMED | not one of Redis
            (3492890328409238509324850943850943825024385\\r\\n | MALFORMED | not one of Redis
            !21\\r\\n               | MALFORMED | not one of Redis
            =15\\r\\ntxt:Some         | MALFORMED | not one of Redis
            ~1\\r\\n                | MALFORMED | not one of Redis
            >1\\r\\n                | MALFORMED | not one of Redis
            `|1\\r\\n`              | MALFORMED | not one of Redis
            *1\\r\\n%1\\r\\n          | MALFORMED | not one of Redis
            +\\r\\n                 | MALFORMED | not one of Redis
            -\\r\\n                 | MALFORMED | not one of Redis
            $\\r\\n                 | MALFORMED | not one of Redis
            :9223372036854775808\\r\\n | MALFORMED | not one of Redis
            :99999999999999999999\\r\\n | MALFORMED | not one of Redis
            +a\\nb                  | MALFORMED | not one of Redis
            +a\\rb                  | MALFORMED | not one of Redis
            $101\\r\\n              | TOO_LARGE | larger than its max-bytes
            *2147483647\\r\\n       | TOO_LARGE | larger than its max-bytes
            *9\\r\\n$50\\r\\n       | TOO_LARGE | larger than its max-bytes
            +OK\\r\\n+OK\\r\\n+OK\\r\\n  | MALFORMED | more than it was asked for
            """)
    void findsWhatIsNoReply(String bytes, Code code, String message) {
        String text = written(bytes);
        if (text.startsWith("*9")) {
            text = text + "x".repeat(50) + "\r\n$50\r\n";
        }

        ReplyScanner.Scan scan = scan(new ReplyScanner(100), text, 2);

        assertEquals(code, scan.fault().orElseThrow().code());
        assertTrue(
                scan.fault().get().getMessage().contains(message), scan.fault().get()::getMessage);
    }

    @Test
    void keepsWhatWasCompleteBeforeAFault() {
        ReplyScanner.Scan scan = scan(new ReplyScanner(100), "+OK\r\n$101\r\n", 2);

        assertEquals(1, scan.replies());
        assertEquals(5, scan.complete());
        assertEquals(Code.TOO_LARGE, scan.fault().orElseThrow().code());
    }

    @Test
    void countsAReplyOfManyPartsAsOne() {
        ReplyScanner scanner = new ReplyScanner(100);
        String part = "$10\r\n0123456789\r\n";

        ReplyScanner.Scan scan = scan(scanner, "*9\r\n" + part.repeat(9), 1);

        assertEquals(Code.TOO_LARGE, scan.fault().orElseThrow().code());
        assertTrue(scan(new ReplyScanner(100), "*5\r\n" + part.repeat(5), 1)
                .fault()
                .isEmpty());
    }

    /** The client makes room for a list as soon as it begins, and so for the lists within it. */
    @Test
    void countsTheElementsOfAllLevelsThatAreStillToCome() {
        int most = 1_000;
        assertTrue(scan(new ReplyScanner(most), "*240\r\n", 1).fault().isEmpty());
        assertTrue(scan(new ReplyScanner(most), "*120\r\n*100\r\n", 1).fault().isEmpty());

        ReplyScanner.Scan scan = scan(new ReplyScanner(most), "*240\r\n*240\r\n", 1);

        assertEquals(Code.TOO_LARGE, scan.fault().orElseThrow().code());
    }

    /** As many elements as a reply has bytes for, in any nesting. */
    @Test
    void takesEachReplyThatIsNotLonger() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String reply = reply(random, 0);
            assertTrue(scan(new ReplyScanner(reply.length()), reply, 1).fault().isEmpty(), reply);
        }
    }

    @Test
    void endsNestingThatWouldNotEnd() {
        ReplyScanner.Scan scan = scan(new ReplyScanner(10_000), "*1\r\n".repeat(40), 1);

        assertEquals(Code.MALFORMED, scan.fault().orElseThrow().code());
    }
}
