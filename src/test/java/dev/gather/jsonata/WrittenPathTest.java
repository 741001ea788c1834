package dev.gather.jsonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPathTest {
    @Test
    void readsAVariable() {
        assertEquals(new WrittenPath("order", List.of(), 0), WrittenPath.of("$order"));
    }

    @Test
    void readsThePathFromAVariableWithinWhiteSpace() {
        assertEquals(
                new WrittenPath("order_1", List.of("customer", "Name2"), 2),
                WrittenPath.of("\n $order_1.customer.Name2\t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "$",
                "$$",
                "$.name",
                "name",
                "$a b",
                "$a.",
                "$a..b",
                "$a.$b",
                "$a.b[0]",
                "$a[]",
                "$a.*",
                "$a.%",
                "$a . b",
                "$a.`b c`",
                "$a.1",
                "$1",
                "$a()",
                "$a.b()",
                "$a.and",
                "$a.in.b",
                "$a.true",
                "$a.null",
                "$a.function",
                "$ä",
                "$a.b{}",
                "$a /* c */",
                "$a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w"
            })
    void leavesAllElseToTheParser(String text) {
        assertNull(WrittenPath.of(text));
    }
}
