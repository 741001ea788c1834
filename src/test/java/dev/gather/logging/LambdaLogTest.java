package dev.gather.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** Lambda's environment says how detailed the log is, and whether its lines are JSON. */
class LambdaLogTest {
    private final PatternFormatter text = new PatternFormatter("%m%n");
    private final ConsoleHandler console = new ConsoleHandler(text);

    private final ExtHandler outer = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord logged) {}

        @Override
        public void flush() {}
    };

    private static LambdaLog log(String format, String level) {
        return LambdaLog.of(Optional.of(format), Optional.of(level));
    }

    @Test
    void writesJsonWhereTheFormatIsJson() {
        outer.setHandlers(new java.util.logging.Handler[] {console});

        log("JSON", "INFO").setFormat(outer);

        assertInstanceOf(JsonLines.class, console.getFormatter());
    }

    @Test
    void writesTextOtherwise() {
        outer.setHandlers(new java.util.logging.Handler[] {console});

        log("Text", "INFO").setFormat(outer);
        LambdaLog.of(Optional.empty(), Optional.empty()).setFormat(outer);

        assertSame(text, console.getFormatter());
    }

    @Test
    void setsTheLevelThatIsNamed() {
        assertEquals(Optional.of(Level.TRACE), log("JSON", "TRACE").level());
        assertEquals(Optional.of(Level.WARN), log("JSON", "warn").level());
        assertEquals(Optional.of(Level.FATAL), log("JSON", "FATAL").level());
        assertEquals(Optional.empty(), log("JSON", "loud").level());

        Logger root = Logger.getLogger("a category of its own");
        LambdaLog.of(Optional.empty(), Optional.empty()).setLevel(root);
        assertEquals(null, root.getLevel());
        log("JSON", "WARN").setLevel(root);
        assertEquals(Level.WARN, root.getLevel());
    }

    @Test
    void hasItsFirstLineInJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        console.setOutputStream(out);
        outer.setHandlers(new java.util.logging.Handler[] {console});
        // As the console's filter does it, while the first record is already on its way.
        console.setFilter(logged -> {
            log("JSON", "INFO").setFormat(outer);
            return true;
        });

        console.publish(new ExtLogRecord(Level.INFO, "first", "here"));

        assertEquals('{', out.toString(java.nio.charset.StandardCharsets.UTF_8).charAt(0));
    }
}
