package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comment in which a statement's types and its connection's mark stand. */
class StatementTextTest {
    @ParameterizedTest
    @CsvSource({
        "SELECT 1, i2s, 'SELECT 1\n/* gather i2s m7 */', true",
        "SELECT 1, '', 'SELECT 1\n/* gather  m7 */', true",
        "SELECT 1, , 'SELECT 1\n/* gather once m7 */', false",
        "'SELECT 1 /* gather once x */', i, 'SELECT 1 /* gather once x */\n/* gather i m7 */', true"
    })
    void saysWhetherItStaysPrepared(String sql, String types, String text, boolean kept) {
        assertEquals(text, StatementText.of(sql, types, "m7"));
        assertEquals(kept, StatementText.isKept(text));
    }

    @Test
    void isMadeOnceForAConnectionUnlessItsTypesOrItsUseDiffer() {
        SessionState state = SessionState.begin(new EmbeddedChannel(), StatementLimit.longest(Duration.ofSeconds(1)));
        String first = state.text(statement("i", SessionUse.NONE));

        assertSame(first, state.text(statement("i", SessionUse.NONE)));
        assertEquals(StatementText.of("SELECT ?", "i", state.mark()), first);
        assertEquals(StatementText.of("SELECT ?", "s", state.mark()), state.text(statement("s", SessionUse.NONE)));
        assertEquals(StatementText.of("SELECT ?", "i", state.mark()), state.text(statement("i", SessionUse.NONE)));
        assertEquals(StatementText.of("SELECT ?", null, state.mark()), state.text(statement("i", SessionUse.READS)));
        assertEquals(StatementText.of("SELECT ?", null, state.mark()), state.text(statement(null, SessionUse.NONE)));
    }

    private static BoundStatement statement(@Nullable String types, SessionUse use) {
        return new BoundStatement("SELECT ?", types, use, List.of(1L), () -> "SELECT 1");
    }
}
