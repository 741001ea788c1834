package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            value = {
                "''                | a route is METHOD /path, as in GET /customers/{customerId}",
                "/a                | a route is METHOD /path, as in GET /customers/{customerId}",
                "GET               | a route is METHOD /path, as in GET /customers/{customerId}",
                "GET a             | a route is METHOD /path, as in GET /customers/{customerId}",
                "GET /a b          | a route is METHOD /path, as in GET /customers/{customerId}",
                "OPTIONS /a        | unknown method OPTIONS",
                "FETCH /a          | unknown method FETCH",
                "GET /a//b         | '' cannot be a segment of a route",
                "GET /a/../b       | '..' cannot be a segment of a route",
                "GET /.            | '.' cannot be a segment of a route",
                "GET /a%20b        | 'a%20b' cannot be a segment of a route",
                "GET /é            | 'é' cannot be a segment of a route",
                "GET /a?b=c        | 'a?b=c' cannot be a segment of a route",
                "GET /x{a}         | 'x{a}' cannot be a segment of a route",
                "GET /{}           | '{}' cannot be a segment of a route",
                "GET /{1a}         | '{1a}' cannot be a segment of a route",
                "GET /{a}/b/{a}    | the parameter {a} stands in the route twice"
            })
    void refuses(String written, String fault) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Route.parse(written));

        assertEquals(fault, thrown.getMessage());
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
