package dev.gather.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers say which trace an execution belongs to, and what is no such header says nothing. */
class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void readsW3c() {
        assertEquals(
                new TraceContext(TRACE, Optional.of(SPAN), true, true),
                TraceContext.of(Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-03")));
        assertEquals(
                new TraceContext(TRACE, Optional.of(SPAN), false, true),
                TraceContext.of(Map.of("traceparent", "cc-" + TRACE + "-" + SPAN + "-02-what-comes-later")));
    }

    @Test
    void readsXray() {
        assertEquals(
                new TraceContext("5759e988bd862e3fe1be46a994272793", Optional.empty(), false, false),
                TraceContext.of(Map.of("x-amzn-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")));
        assertEquals(
                new TraceContext("5759e988bd862e3fe1be46a994272793", Optional.of(SPAN), true, false),
                TraceContext.of(Map.of(
                        "x-amzn-trace-id",
                        "Self=1-x; Root=1-5759e988-bd862e3fe1be46a994272793; Parent=" + SPAN + ";Lineage=a:0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "Root=1-5759e988-bd862e3fe1be46a99427279;Parent=b7ad6b7169203331",
                "XRoot=1-5759e988-bd862e3fe1be46a994272793"
            })
    void beginsATraceWhereThereIsNone(String value) {
        TraceContext begun = TraceContext.of(Map.of("traceparent", value, "x-amzn-trace-id", value));

        assertTrue(begun.sampled());
        assertFalse(begun.w3c());
        assertEquals(Optional.empty(), begun.parentId());
        assertTrue(begun.traceId().matches("[0-9a-f]{32}"), begun.traceId());
        assertNotEquals(begun, TraceContext.of(Map.of()));
    }

    @Test
    void writesWhatItReads() {
        TraceContext context = new TraceContext(TRACE, Optional.of(SPAN), true, true);

        assertEquals(context, TraceContext.of(Map.of("traceparent", context.traceparent(SPAN))));
        assertEquals(
                new TraceContext(TRACE, Optional.of(SPAN), true, false),
                TraceContext.of(Map.of("x-amzn-trace-id", context.xray(SPAN))));
    }

    @Test
    void countsTheCallsThatAreTooMany() {
        Spans spans = new Spans(TraceContext.of(Map.of()), 0);
        for (int i = 0; i < 1_002; i++) {
            spans.begin("a", new CallKind("GET", Map.of()), i).end(i, Optional.empty());
        }

        assertEquals(1_000, spans.calls().size());
        assertEquals(2, spans.dropped());
    }
}
