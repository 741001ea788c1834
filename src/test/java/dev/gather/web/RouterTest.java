package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import dev.gather.composition.Steps;
import dev.gather.input.InputSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which composition answers a method and a path; compositions are named by their routes here. */
class RouterTest {
    private static final List<Composition> COMPOSITIONS = Stream.of(
                    "GET /",
                    "GET /things/{id}",
                    "GET /things/all",
                    "POST /things/{id}",
                    "HEAD /heads/{id}",
                    "PUT /{a}/{b}/c",
                    "PUT /x/{b}/{c}",
                    "PUT /x/y/{d}",
                    "GET /{a}/only",
                    "POST /things/only")
            .map(RouterTest::composition)
            .toList();

    private static Composition composition(String route) {
        Composition.Endpoint endpoint = new Composition.Endpoint(
                Optional.empty(), Optional.of(Route.parse(route)), InputSchema.ANY, Optional.empty());
        return new Composition(
                route, endpoint, new Composition.Limits(Optional.empty(), false, false), new Steps(List.of()), null);
    }

    /** The route and the path's parameters, the methods that there are, or nothing. */
    private static String found(String method, String path) {
        Router.Match match = Router.find(method, path, COMPOSITIONS);
        if (match instanceof Router.Match.Found found) {
            return found.composition().name() + (found.parameters().isEmpty() ? "" : " " + found.parameters());
        }
        return match instanceof Router.Match.OtherMethods other ? String.join(", ", other.allowed()) : "nothing";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "the root                              | GET    | /                 | GET /",
                "no path at all                        | GET    | ''                | GET /",
                "a parameter                           | GET    | /things/7         | GET /things/{id} {id=7}",
                "a slash at the end                    | GET    | /things/7/        | GET /things/{id} {id=7}",
                "a literal before a parameter          | GET    | /things/all       | GET /things/all",
                "the same for another method           | POST   | /things/all       | POST /things/{id} {id=all}",
                "the earlier literal wins              | PUT    | /x/y/c            | PUT /x/y/{d} {d=c}",
                "also where the later one is not       | PUT    | /x/z/c            | PUT /x/{b}/{c} {b=z, c=c}",
                "a parameter where no literal matches  | PUT    | /w/z/c            | PUT /{a}/{b}/c {a=w, b=z}",
                "an encoded slash stays in its segment | GET    | /things/a%2Fb     | GET /things/{id} {id=a/b}",
                "a plus is a plus                      | GET    | /things/a+b%20c   | GET /things/{id} {id=a+b c}",
                "a literal may be encoded              | GET    | /things/%61ll     | GET /things/all",
                "a percent sign that escapes nothing   | GET    | /things/100%      | GET /things/{id} {id=100%}",
                "HEAD is answered by GET               | HEAD   | /things/7         | GET /things/{id} {id=7}",
                "HEAD has routes of its own            | HEAD   | /heads/7          | HEAD /heads/{id} {id=7}",
                "GET is not answered by HEAD           | GET    | /heads/7          | HEAD, OPTIONS",
                "another method                        | DELETE | /things/7         | GET, HEAD, OPTIONS, POST",
                "the method decides between routes     | GET    | /things/only      | GET /things/{id} {id=only}",
                "an empty parameter                    | GET    | /things//         | nothing",
                "one segment too many                  | GET    | /things/7/8       | nothing",
                "one segment too few                   | GET    | /things           | nothing",
                "case counts                           | GET    | /Things/7         | nothing"
            })
    void finds(String unusedName, String method, String path, String expected) {
        assertEquals(expected, found(method, path));
    }
}
