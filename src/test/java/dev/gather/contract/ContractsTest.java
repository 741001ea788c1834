package dev.gather.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit the document of an upstream is found, at its place; what fits, or might, is not. */
class ContractsTest {
    private static final String CARRIER = "carrier.yaml";
    private static final String LEDGER = "ledger.json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET carrier:/parcels",
                "GET carrier:/parcels?",
                "GET carrier:/parcels?state=underway&limit=100",
                "GET carrier:/parcels?state={% 1 %}&limit={% 2 %}0",
                "GET carrier:/parcels?ids=1,2,3&tag=a&tag=b",
                "GET carrier:/parcels?ids={% [1, 2] %}&tag=A{% 1 %}",
                "GET carrier:/parcels?tag%5B%5D=a&offset=5&size=x&filter%5Bfrom%5D=now&api_key=1",
                "head carrier:/parcels",
                "GET carrier:/parcels/{% 1 %}",
                "GET carrier:/parcels/x-{% 1 %}",
                "GET carrier:/parcels/42",
                "GET carrier:/v2/parcels/42",
                "GET carrier:/parcels/labels?format=pdf#X-Copies",
                "GET carrier:/parcels/{% 1 %}/events.json",
                "GET carrier:/parcels/42/events.{% 'json' %}",
                "GET carrier:/depots?near={% 1 %}",
                "GET carrier:/depots/7/slots?day={% 1 %}",
                "GET carrier:/depots/7/slots?day=2024-02-29",
                "GET carrier:/price%20list",
                "GET other:/nowhere?x=y",
                "{ method: POST, upstream: carrier, path: /parcels, body: '{% $request %}' }",
                "{ method: POST, upstream: carrier, path: /parcels, body: { to: { town: Ulm }, grams: 1, note: null } }",
                "{ method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', grams: '{% 1 %}', state: underway } }",
                "{ method: POST, upstream: carrier, path: /parcels, body: { to: { town: 'U{% 1 %}', zip: 1 }, grams: 1, "
                        + "lines: [{ sku: '{% 1 %}' }] } }",
                "{ method: POST, upstream: carrier, path: /parcels, headers: { content-type: '{% 1 %}' }, body: x }",
                "{ method: PUT, upstream: carrier, path: /parcels/42 }",
                "{ method: PUT, upstream: carrier, path: /parcels/42, headers: { Content-Type: 'text/csv; header=absent' }, body: x }",
                "{ method: POST, upstream: carrier, path: /labels/print, "
                        + "headers: { Content-Type: application/x-www-form-urlencoded }, body: { id: '1' } }",
                "{ method: GET, upstream: '{% \"carrier\" %}', upstreams: [carrier, other], path: /parcels }",
            })
    void whatFitsIsNoFinding(String http) {
        String source = http.contains("#X-Copies")
                ? "{ method: GET, upstream: carrier, path: /parcels/labels, query: { format: pdf }, headers: { x-copies: 2 } }"
                : http;

        assertEquals("", Checking.UNCONFIGURED.findings(CARRIER, source));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GET carrier:/parcel/{% 1 %}                 | error 3:24: it has no path /parcel/{}, did you mean /parcels/{id}?
            GET carrier:/parcels/                       | error 3:23: it has no path /parcels/, did you mean /parcels?
            GET carrier:/v3/parcels                     | error 3:23: it has no path /v3/parcels, known: /depots, /depots/{depot}/slots, /health, /labels/print, /parcels, /parcels/labels, /parcels/{id}, /parcels/{id}/events.{format}, /price list
            GET carrier:/parcels/{% 1 %}/events         | error 3:23: it has no path /parcels/{}/events, did you mean /parcels/{id}/events.{format}?
            GET carrier:/nowhere/{% 1 %}/at/all         | error 3:23: it has no path /nowhere/{}/at/all, known: /depots, /depots/{depot}/slots, /health, /labels/print, /parcels, /parcels/labels, /parcels/{id}, /parcels/{id}/events.{format}, /price list
            GET carrier:/{% 'parcels' %}                | warning 3:24: no path of it has a parameter where this expression stands, as in /parcels, so the request cannot be checked
            PATCH carrier:/parcels/42                   | error 3:11: /parcels/{id} has no PATCH in it, known: GET, PUT, DELETE
            DELETE carrier:/parcels/42                  | warning 3:26: DELETE /parcels/{id} is deprecated in it
            GET carrier:/parcels/4                      | error 3:32: 4 is not valid for 'id', it has to have at least 2 characters
            GET carrier:/depots/x/slots?day=now         | error 3:31: x is not valid for 'depot', it has to be of type integer, not string
            GET carrier:/parcels?stat=underway          | warning 3:32: it has no query parameter 'stat' here, did you mean state?
            GET carrier:/parcels?state=lost             | error 3:32: lost is not valid for 'state', it has to be one of ["announced","underway","delivered"]
            GET carrier:/parcels?limit=0                | error 3:32: 0 is not valid for 'limit', it has to be at least 1
            GET carrier:/parcels?limit=1&limit=many     | error 3:32: 1, many is not valid for 'limit', it has to be of type integer, not array
            GET carrier:/parcels?ids=1,x                | error 3:32: 1,x is not valid for 'ids', it has to be of type integer, not string
            GET carrier:/parcels?tag=a&tag=B            | error 3:32: a, B is not valid for 'tag', it does not match the pattern ^[a-z]+$
            GET carrier:/depots/7/slots                 | error 3:23: the query parameter 'day' is required, add it
            GET carrier:/parcels/labels?format=pdf      | warning 3:11: the header 'x-copies' is required, add it, or set gather.upstreams.carrier.headers.x-copies
            POST carrier:/parcels                       | error 3:11: POST needs a body here, add body
            """)
    void aLineThatDoesNotFitIsAFinding(String http, String finding) {
        assertEquals(
                finding,
                Checking.UNCONFIGURED
                        .findings(CARRIER, http)
                        .lines()
                        .findFirst()
                        .orElse(""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            method: GET, upstream: carrier, path: /parcels, query: { limit: 0 }       | error 3:70 query.limit: 0 is not valid for 'limit', it has to be at least 1
            method: GET, upstream: carrier, path: '/parcels?limit=0'                  | error 3:61 path: 0 is not valid for 'limit', it has to be at least 1
            method: GET, upstream: carrier, path: /parcel/42                          | error 3:52 path: it has no path /parcel/42, did you mean /parcels/{id}?
            method: PATCH, upstream: carrier, path: /parcels                          | error 3:21 method: /parcels has no PATCH in it, known: GET, POST
            method: GET, upstream: carrier, path: /parcels/labels, query: { format: pdf }, headers: { X-Copies: two } | error 3:103 headers.X-Copies: two is not valid for 'X-Copies', it has to be of type integer, not string
            method: GET, upstream: carrier, path: /parcels, body: {}                  | warning 3:67 body: it has no body for GET here, remove it
            method: POST, upstream: carrier, path: /parcels, body: { to: { town: Ulm } } | error 3:68 body: the property "grams" is missing
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}' }  | error 3:68 body: the property "grams" is missing
            method: POST, upstream: carrier, path: /parcels, body: { to: { street: '{% 1 %}' }, grams: 1 } | error 3:74 body.to: the property "town" is missing
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', grams: 0 } | error 3:92 body.grams: it has to be more than 0
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', grams: '{% 1 %} g' } | error 3:92 body.grams: it has to be of type integer, not string
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', gramms: 1, grams: 1 } | error 3:85 body.gramms: unknown property 'gramms', did you mean grams?
            method: POST, upstream: carrier, path: /parcels, body: { to: { town: Ulm }, grams: 1, notes: x } | error 3:99 body.notes: unknown property 'notes', did you mean note?
            method: POST, upstream: carrier, path: /parcels, body: { to: ['{% 1 %}'], grams: 1 } | error 3:74 body.to: it has to be of type object, not array
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', grams: 1, lines: [{ sku: '1' }, {}] } | error 3:117 body.lines[1]: the property "sku" is missing
            method: POST, upstream: carrier, path: /parcels, body: { to: '{% 1 %}', grams: 1, note: 1 } | error 3:101 body.note: it has to be of type null or string, not integer
            method: POST, upstream: carrier, path: /parcels, headers: { Content-Type: text/plain }, body: x | error 3:73 headers.Content-Type: the body is sent as text/plain, which is none of its types, known: application/json
            method: POST, upstream: carrier, path: /labels/print, body: { id: 1 }     | error 3:73 body: the body is sent as application/json, which is none of its types, known: application/x-www-form-urlencoded
            """)
    void aMappingThatDoesNotFitIsAFinding(String http, String finding) {
        assertEquals(finding, Checking.UNCONFIGURED.findings(CARRIER, "{ " + http + " }"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path: /accounts/1/entries, body: { amount: 9.99, currency: EUR }                       | ``
            path: /accounts/1/entries, query: { dry: true }, body: { amount: 9.99, currency: EUR, pair: [a, 1] } | ``
            path: /accounts/1/entries, body: { amount: '{% 1 %}', currency: '{% 1 %}' }            | ``
            path: /accounts/1/entries, body: { amount: 1, currency: EUR, either: { amount: 2, currency: EUR } } | ``
            path: /accounts/0/entries, body: { amount: 1, currency: EUR }                          | error 3:62 path: 0 is not valid for 'account', it has to be more than 0
            path: /accounts/1/entries, query: { dry: perhaps }, body: { amount: 1, currency: EUR } | error 3:82 query.dry: perhaps is not valid for 'dry', it has to be of type boolean, not string
            path: /accounts/1/entries, body: { amount: 9.999, currency: EUR }                      | error 3:89 body.amount: it has to be a multiple of 0.01
            path: /accounts/1/entries, body: { amount: '{% 1 %}', currency: USD }                  | error 3:110 body.currency: it has to be "EUR"
            path: /accounts/1/entries, body: { amount: 1, currency: EUR, pair: [a, b] }            | error 3:117 body.pair[1]: it has to be of type integer, not string
            """)
    void documentsOfVersion31AreReadAsWell(String http, String finding) {
        assertEquals(
                finding, Checking.UNCONFIGURED.findings(LEDGER, "{ method: POST, upstream: carrier, " + http + " }"));
    }

    @Test
    void allFindingsOfASourceAreThere() {
        String findings = Checking.UNCONFIGURED.findings(
                CARRIER,
                "{ method: POST, upstream: carrier, path: '/parcels?a=1', body: { grams: -1, state: lost, x: '{% 1 %}' } }");

        assertEquals("""
                warning 3:62 path: it has no query parameter 'a' here, known: none
                error 3:74 body: the property "to" is missing
                error 3:83 body.grams: it has to be more than 0
                error 3:94 body.state: it has to be one of ["announced","underway","delivered"]
                error 3:100 body.x: unknown property 'x', known: grams, id, lines, note, state, to""", findings);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            http://h                      | /parcels                    |
            http://h/v2                   | /parcels                    |
            http://h/gateway/v2           | /parcels                    |
            http://h/mock                 | /parcels                    |
            http://h                      | /v2/parcels                 |
            http://h/parcels              | /labels?format=pdf          | warning
            http://h/v2                   | /v2/parcels                 | error
            http://h                      | /v1/parcels                 | error
            """)
    void thePathIsBelowTheBaseUrlOrTheServers(String url, String path, String severity) {
        Checking configured = new Checking(Map.of("gather.upstreams.carrier.url", url));

        String findings = configured.findings(CARRIER, "GET carrier:" + path);

        assertEquals(severity == null ? "" : severity, findings.replaceFirst(" (?s).*", ""), findings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            headers.x-copies=2            | GET carrier:/parcels/labels?format=pdf
            headers.X-Copies=two          | GET carrier:/parcels/labels?format=pdf
            forward-headers=X-Copies      | GET carrier:/parcels/labels?format=pdf
            query.day=2024-01-01          | GET carrier:/depots/7/slots
            headers.content-type=a/b      | { method: POST, upstream: carrier, path: /parcels, body: { a: 1 } }
            """)
    void theConfigurationOfTheUpstreamCounts(String setting, String http) {
        String[] property = setting.split("=");
        Checking configured = new Checking(Map.of(
                "gather.upstreams.carrier.url", "http://h", "gather.upstreams.carrier." + property[0], property[1]));

        assertEquals("", configured.findings(CARRIER, http));
    }
}
