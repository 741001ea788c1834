package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links in headers, after RFC 8288. */
class LinkHeaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one link                 | </2>; rel=next                             | /2",
                "quoted                   | </2>; rel=\"next\"                           | /2",
                "several relations        | </2>; rel=\"last next\"                      | /2",
                "case of names            | </2>; REL=\"Next\"                           | /2",
                "a relation twice         | </2>; rel=\"next Next\"                      | /2",
                "no spaces                | </1>;rel=prev,</2>;rel=next                | /2",
                "spaces everywhere        | ` </2>  ;  rel = next  `                   | /2",
                "the second of two        | </1>; rel=prev, </2>; rel=next             | /2",
                "the first of two         | </2>; rel=next, </3>; rel=next             | /2",
                "a comma in a link        | </2?a,b>; rel=next                         | /2?a,b",
                "a comma in a text        | </1>; title=\"a, </3>; rel=next\", </2>; rel=next | /2",
                "a quote in a text        | </1>; title=\"\\\"; rel=next\", </2>; rel=next   | /2",
                "a parameter without value| </2>; flag; rel=next                       | /2",
                "the first rel counts     | </1>; rel=prev; rel=next, </2>; rel=next   | /2",
                "of another resource      | </1>; rel=next; anchor=\"/x\", </2>; rel=next | /2",
                "empty elements           | , , </2>; rel=next                         | /2",
                "an empty link            | <>; rel=next                               | ``",
                "another relation         | </1>; rel=nextish                          |",
                "no relation              | </1>                                       |",
                "not a link               | /1; rel=next                               |",
                "not closed               | </1; rel=next                              |",
                "a text without an end    | </1>; rel=\"next, </2>; rel=next             |",
                "nothing                  | ``                                         |"
            })
    void findsTheNextPage(String unusedName, String header, String reference) {
        assertEquals(reference, LinkHeader.find(header, "next").orElse(null));
    }

    @Test
    void endsWithAnyHeader() {
        Random random = new Random(8288);
        String characters = "<>;,=\" \\relnxt/";
        for (int i = 0; i < 20_000; i++) {
            String header = random.ints(random.nextInt(40), 0, characters.length())
                    .collect(
                            StringBuilder::new, (text, at) -> text.append(characters.charAt(at)), StringBuilder::append)
                    .toString();
            assertDoesNotThrow(() -> LinkHeader.find(header, "next"), header);
        }
    }
}
