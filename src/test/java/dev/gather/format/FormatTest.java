package dev.gather.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static boolean matches(String format, String text) {
        return Format.named(format).orElseThrow().matches(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "date                  | 2024-02-29                          | true",
                "date                  | 2023-02-29                          | false",
                "date                  | 2023-2-9                            | false",
                "date                  | ２０２３-02-09                      | false",
                "date-time             | 1990-02-28T23:59:59Z                | true",
                "date-time             | 1990-02-31T24:00:00Z                | false",
                "date-time             | 1990-02-28T24:00:00Z                | false",
                "date-time             | 1998-12-31T23:59:60Z                | true",
                "date-time             | 1998-12-31T22:59:60Z                | false",
                "date-time             | 1998-12-31T15:59:60.1-08:00         | true",
                "date-time             | 1990-02-28t01:02:03.123456789z      | true",
                "date-time             | 1990-02-28T01:02:03                 | false",
                "date-time             | 1990-02-28T01:02:03+24:00           | false",
                "date-time             | 1990-02-28 01:02:03Z                | false",
                "time                  | 01:02:03+05:30                      | true",
                "time                  | 01:02:03.Z                          | false",
                "time                  | 01:02                               | false",
                "duration              | P4DT12H30M5S                        | true",
                "duration              | P1Y2M3DT4H5M6S                      | true",
                "duration              | P3W                                 | true",
                "duration              | P1Y1D                               | false",
                "duration              | PT1D                                | false",
                "duration              | P                                   | false",
                "duration              | PT                                  | false",
                "duration              | P1.5D                               | false",
                "email                 | joe.bloggs@example.com              | true",
                "email                 | `\"joe bloggs\"@example.com`        | true",
                "email                 | joe@[127.0.0.1]                     | true",
                "email                 | joe@[IPv6:::1]                      | true",
                "email                 | .joe@example.com                    | false",
                "email                 | joe..b@example.com                  | false",
                "email                 | joe@                                | false",
                "email                 | jöe@example.com                     | false",
                "idn-email             | 실례@실례.테스트                       | true",
                "hostname              | www.example.com                     | true",
                "hostname              | xn--4gbwdl.xn--wgbh1c               | true",
                "hostname              | xn--X                               | false",
                "hostname              | -a.example                          | false",
                "hostname              | a_b.example                         | false",
                "hostname              | a..b                                | false",
                "hostname              | bücher.example                      | false",
                "idn-hostname          | bücher.example                      | true",
                "idn-hostname          | straße.example                      | true",
                "idn-hostname          | 실〮례.테스트                          | false",
                "idn-hostname          | l·l                                 | true",
                "idn-hostname          | a·l                                 | false",
                "idn-hostname          | 0a.א                                | false",
                "ipv4                  | 192.168.0.1                         | true",
                "ipv4                  | 192.168.0.01                        | false",
                "ipv4                  | 192.168.0.256                       | false",
                "ipv4                  | 192.168.1                           | false",
                "ipv4                  | ١92.168.0.1                         | false",
                "ipv6                  | ::1                                 | true",
                "ipv6                  | 1:2:3:4:5:6:7:8                     | true",
                "ipv6                  | 1::d6:192.168.0.1                   | true",
                "ipv6                  | 1:2:3:4:5:6:7::                     | true",
                "ipv6                  | 1:2:3:4:5:6:7:8::                   | false",
                "ipv6                  | 1::2::3                             | false",
                "ipv6                  | fe80::a%eth1                        | false",
                "ipv6                  | :2:3:4:5:6:7:8                      | false",
                "uri                   | https://a@b.example:80/p?q=/?#f     | true",
                "uri                   | urn:isbn:0451450523                 | true",
                "uri                   | http://[::1]:8080/                  | true",
                "uri                   | //example.com                       | false",
                "uri                   | http://a b                          | false",
                "uri                   | http://a/%zz                        | false",
                "uri                   | http://[::1                         | false",
                "uri                   | http://a:b/                         | false",
                "uri                   | http://ä.example                    | false",
                "uri-reference         | ../a?b#c                            | true",
                "uri-reference         | a:b/c                               | true",
                "uri-reference         | 1:b                                 | false",
                "uri-reference         | #a#b                                | false",
                "iri                   | http://ä.example/ü?ö#ß              | true",
                "iri                   | http://ä <                          | false",
                "iri-reference         | ä/ö                                 | true",
                "uri-template          | /a/{b}{?c,d*,e:3}                   | true",
                "uri-template          | /a/{b                               | false",
                "uri-template          | /a/{b:0}                            | false",
                "uri-template          | /a/}                                | false",
                "uuid                  | 2EB8AA08-aa98-11ea-b4aa-73b441d16380 | true",
                "uuid                  | urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380 | false",
                "uuid                  | 2eb8aa08aa9811eab4aa73b441d16380    | false",
                "uuid                  | 2eb8aa08-aa98-11ea-b4aa-73b441d1638 | false",
                "json-pointer          | /a~1b/~0                            | true",
                "json-pointer          | ``                                  | true",
                "json-pointer          | /a~2                                | false",
                "json-pointer          | a                                   | false",
                "relative-json-pointer | 1/a                                 | true",
                "relative-json-pointer | 0#                                  | true",
                "relative-json-pointer | 01/a                                | false",
                "relative-json-pointer | /a                                  | false",
                "regex                 | ^[a-z]+$                            | true",
                "regex                 | ^(abc]                              | false",
                "byte                  | YWI=                                | true",
                "byte                  | YWI                                 | false"
            })
    void isExactlyWhatItsRfcSays(String format, String text, boolean expected) {
        assertEquals(expected, matches(format, text));
    }

    @ParameterizedTest
    @CsvSource({
        "date,2024-02-29",
        "time,01:02:03Z",
        "date-time,1990-02-28T23:59:59Z",
        "duration,P1D",
        "email,a@b.c",
        "idn-email,a@b.c",
        "hostname,a.b",
        "idn-hostname,a.b",
        "ipv4,1.2.3.4",
        "ipv6,::1",
        "uri,a:b",
        "uri-reference,a",
        "iri,a:b",
        "iri-reference,a",
        "uri-template,a",
        "uuid,2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        "relative-json-pointer,1#"
    })
    void endsWhereItsTextEnds(String format, String text) {
        assertTrue(matches(format, text));
        assertFalse(matches(format, text + "\n"));
        assertFalse(matches(format, "\n" + text));
        assertFalse(matches(format, text + "\u0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int64", "password", "whatever"})
    void saysNothingWhereItIsNotKnown(String format) {
        assertTrue(Format.named(format).isEmpty());
    }

    @Test
    void readsEveryTextInEveryFormatWithoutAnException() {
        String[] texts = {
            "", " ", "\ud800", "\udc00x", "-", "--", "xn--", "xn--\u00e4", "@", "[", "[]", "P", ":", "%", "\\"
        };

        for (String format : new String[] {
            "date",
            "time",
            "date-time",
            "duration",
            "email",
            "idn-email",
            "hostname",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "iri",
            "iri-reference",
            "uri-template",
            "uuid",
            "json-pointer",
            "relative-json-pointer",
            "regex",
            "byte"
        }) {
            for (String text : texts) {
                boolean matches = matches(format, text + text);
                assertEquals(matches, matches(format, text + text), format);
            }
        }
    }
}
