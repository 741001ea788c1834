package dev.gather.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The calls of {@code calls.yaml} have the answers that stand there, through every door. */
@QuarkusTest
class DoorsTest {
    private static final List<String> HEADERS = List.of("content-type", "cache-control", "x-name", "etag", "allow");

    /** The doors that there are. */
    List<Doors> doors() {
        return Doors.all();
    }

    @TestFactory
    Stream<DynamicTest> answersTheSameThroughEveryDoor() {
        return DoorCase.all().stream().flatMap(one -> doors().stream()
                .map(door -> DynamicTest.dynamicTest(one.name() + ": " + door, () -> check(one, door))));
    }

    private static void check(DoorCase expected, Doors door) {
        Answer answer = door.send(expected.call());

        assertEquals(expected.body(), answer.text());
        assertEquals(expected.status(), answer.status());
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.keySet().retainAll(HEADERS);
        assertEquals(new TreeMap<>(expected.headers()), headers);
    }

    /** The headers of the table are a part of them; these are all that are not the connection's. */
    @TestFactory
    Stream<DynamicTest> answersOverLocalHttpWithTheHeadersOfAFunction() {
        Assumptions.assumeTrue(doors().contains(Doors.LOCAL));
        return DoorCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> assertEquals(
                                timeless(Doors.HTTP_API.send(one.call())), timeless(Doors.LOCAL.send(one.call())))));
    }

    private static Map<String, String> timeless(Answer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(List.of("connection", "content-length", "date"));
        headers.computeIfPresent("server-timing", (name, value) -> value.replaceAll("dur=[0-9.]+", "dur=…"));
        return headers;
    }

    @Test
    void refusesAnAnswerThatNoFunctionCanGive() {
        String text = "x".repeat(10_000);
        for (int times : new int[] {620, 640}) {
            Call call = Call.post("/compositions/door-large", "{\"times\": " + times + ", \"text\": \"" + text + "\"}");
            for (Doors door : doors()) {
                if (!door.isLoadBalancer()) {
                    assertEquals(times == 620 ? 200 : 502, door.send(call).status(), door.name());
                }
            }
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLargeForALoadBalancerOnlyThere() {
        String text = "x".repeat(10_000);
        Call call = Call.post("/compositions/door-large", "{\"times\": 200, \"text\": \"" + text + "\"}");
        String expected = "[" + ("\"" + text + "\",").repeat(199) + "\"" + text + "\"]";
        for (Doors door : doors()) {
            Answer answer = door.send(call);

            if (door.isLoadBalancer()) {
                assertEquals(502, answer.status(), door.name());
                assertTrue(answer.text().contains("urn:gather:problem:answer-too-large"), answer.text());
            } else {
                assertEquals(200, answer.status(), door.name());
                assertEquals(expected, answer.text());
            }
        }
    }
}
