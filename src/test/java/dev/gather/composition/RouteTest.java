package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be written as a route. */
class RouteTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /                        | GET /",
                "get /a                       | GET /a",
                "GET //                       | GET /",
                "Post   /a/b                  | POST /a/b",
                "'  PUT /a  '                 | PUT /a",
                "DELETE /a/                   | DELETE /a",
                "PATCH /a/{b}/{c_1}/{d-e}     | PATCH /a/{b}/{c_1}/{d-e}",
                "HEAD /v1.0/~me/$x/a:b@c      | HEAD /v1.0/~me/$x/a:b@c",
                "GET /.../.a                  | GET /.../.a"
            })
    void reads(String written, String route) {
        assertEquals(route, Route.parse(written).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                | METHOD /path",
                "/a                | METHOD /path",
                "GET               | METHOD /path",
                "GET a             | METHOD /path",
                "GET /a b          | METHOD /path",
                "OPTIONS /a        | OPTIONS",
                "FETCH /a          | FETCH",
                "GET /a//b         | ''",
                "GET /a/../b       | '..'",
                "GET /.            | '.'",
                "GET /a%20b        | 'a%20b'",
                "GET /é            | 'é'",
                "GET /a?b=c        | 'a?b=c'",
                "GET /x{a}         | 'x{a}'",
                "GET /{}           | '{}'",
                "GET /{1a}         | '{1a}'",
                "GET /{a}/b/{a}    | {a}"
            })
    void refusesAndSaysWhatIsWrong(String written, String fault) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Route.parse(written));

        assertTrue(thrown.getMessage().contains(fault), thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a/{b}, GET /a/{c}/, true",
        "GET /, GET /, true",
        "GET /a/{b}, POST /a/{b}, false",
        "GET /a/{b}, GET /{a}/b, false",
        "GET /a/{b}, GET /a/b, false",
        "GET /a, GET /A, false",
        "GET /a/{b}, GET /a/{b}/c, false"
    })
    void clashesWithWhatAnswersTheSameRequests(String one, String other, boolean clashes) {
        assertEquals(clashes, Route.parse(one).clashesWith(Route.parse(other)));
    }
}
