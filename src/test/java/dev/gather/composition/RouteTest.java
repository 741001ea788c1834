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
                "''                | not a route, write METHOD /path, as in GET /customers/{customerId}",
                "/a                | not a route, write METHOD /path, as in GET /customers/{customerId}",
                "GET               | not a route, write METHOD /path, as in GET /customers/{customerId}",
                "GET a             | not a route, write METHOD /path, as in GET /customers/{customerId}",
                "GET /a b          | not a route, write METHOD /path, as in GET /customers/{customerId}",
                "OPTIONS /a        | unknown method OPTIONS",
                "FETCH /a          | unknown method FETCH",
                "GET /a//b         | '' is not a valid path segment",
                "GET /a/../b       | '..' is not a valid path segment",
                "GET /.            | '.' is not a valid path segment",
                "GET /a%20b        | 'a%20b' is not a valid path segment",
                "GET /é            | 'é' is not a valid path segment",
                "GET /a?b=c        | 'a?b=c' is not a valid path segment",
                "GET /x{a}         | 'x{a}' is not a valid path segment",
                "GET /{}           | '{}' is not a valid path segment",
                "GET /{1a}         | '{1a}' is not a valid path segment",
                "GET /{a}/b/{a}    | the route has the parameter {a} twice"
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
