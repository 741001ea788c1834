package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.postgresql.PgSql;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL's values become: the table of types in the page of queries. */
class PostgreSqlTypesTest {
    private static Queries queries;

    @BeforeAll
    static void connect() {
        PgSql.run("""
                DROP TABLE IF EXISTS own_types; DROP TYPE IF EXISTS mood CASCADE; DROP TYPE IF EXISTS own_pair CASCADE;
                CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE own_pair AS (a integer, b text);
                CREATE TABLE own_types (one mood, many mood[], pairs own_pair[]);
                INSERT INTO own_types VALUES ('ok', '{sad,ok}', ARRAY[(1, 'x,"')::own_pair])
                """);
        queries = Queries.toPostgreSql();
    }

    @AfterAll
    static void close() {
        queries.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(-32768)::smallint|-32768",
                "2147483647::integer|2147483647",
                "9223372036854775807::bigint|9223372036854775807",
                "4294967295::oid|4294967295",
                "12345678901234567890123456789012345678901234567890.000000000000000000001::numeric|12345678901234567890123456789012345678901234567890.000000000000000000001",
                "1.10::numeric(10,3)|1.100",
                "0.1::real|0.1",
                "1e300::double precision|1.0E300",
                "0.1::double precision + 0.2|0.30000000000000004",
                "true|true",
                "false|false",
                "DATE '2024-02-29'|2024-02-29",
                "DATE '0044-03-15 BC'|0044-03-15 BC",
                "DATE 'infinity'|infinity",
                "TIME '10:11:12.5'|10:11:12.5",
                "TIME '24:00:00'|24:00:00",
                "TIMETZ '10:11:12+02'|10:11:12+02:00",
                "TIMETZ '10:11:12+05:30'|10:11:12+05:30",
                "TIMESTAMP '2024-02-29 10:11:12.500'|2024-02-29T10:11:12.5",
                "TIMESTAMP 'infinity'|infinity",
                "TIMESTAMPTZ '2024-02-29 10:11:12.5+02'|2024-02-29T08:11:12.5+00:00",
                "TIMESTAMPTZ '0044-03-15 10:11:12+00 BC'|0044-03-15T10:11:12+00:00 BC",
                "TIMESTAMPTZ '-infinity'|-infinity",
                "INTERVAL '1 year 2 months 3 days 04:05:06.7'|P1Y2M3DT4H5M6.7S",
                "INTERVAL '-1 day'|P-1D",
                "'a\\b'::text|a\\b",
                "'é😀'::varchar(5)|é😀",
                "'ab'::char(4)|`ab  `",
                "'x'::name|x",
                "'x'::\"char\"|x",
                "'\\x00ff'::bytea|AP8=",
                "''::bytea|``",
                "'{\"a\":[12345678901234567890.0000000002,true,null],\"b\":{}}'::json|{a=[12345678901234567890.0000000002, true, null], b={}}",
                "'{\"a\":12345678901234567890.0000000002}'::jsonb|{a=12345678901234567890.0000000002}",
                "'null'::jsonb|null",
                "'[1, \"x\"]'::jsonb|[1, x]",
                "ARRAY[1, NULL, 3]|[1, null, 3]",
                "ARRAY[[1,2],[3,4]]|[[1, 2], [3, 4]]",
                "'{}'::int[]|[]",
                "'[0:1]={5,6}'::int[]|[5, 6]",
                "ARRAY['a,b', 'NULL', NULL, 'q\"\\', '']|[a,b, NULL, null, q\"\\, ]",
                "ARRAY[true,false]|[true, false]",
                "ARRAY[1.10, 2]::numeric[]|[1.10, 2]",
                "ARRAY['{\"a\":1}'::jsonb]|[{a=1}]",
                "ARRAY[TIMESTAMPTZ '2024-02-29 10:11:12+00']|[2024-02-29T10:11:12+00:00]",
                "ARRAY['\\xff'::bytea]|[/w==]",
                "ARRAY['((1,2),(3,4))'::box,'((5,6),(7,8))'::box]|[(3,4),(1,2), (7,8),(5,6)]",
                "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "int4range(1, 5)|[1,5)",
                "tstzrange('2024-01-01', NULL)|[\"2024-01-01 00:00:00+00\",)",
                "ARRAY[int4range(1, 5)]|[[1,5)]",
                "'{[1,3),[5,7)}'::int4multirange|{[1,3),[5,7)}",
                "'192.168.0.1/24'::inet|192.168.0.1/24",
                "'10.0.0.0/8'::cidr|10.0.0.0/8",
                "'08:00:2b:01:02:03'::macaddr|08:00:2b:01:02:03",
                "point(1, 2.5)|(1,2.5)",
                "'<a>é</a>'::xml|<a>é</a>",
                "to_tsvector('simple', 'b a')|'a':2 'b':1",
                "'a & b'::tsquery|'a' & 'b'",
                "B'101'|101",
                "B'1'::varbit|1",
                "12.5::money|$12.50",
                "ROW(1, 'x')|(1,x)",
                "NULL|null",
                "NULL::int[]|null",
                "'integer'::regtype|integer"
            })
    void areWhatTheTableSays(String value, String expected) {
        Object x = ((Map<?, ?>) queries.one("SELECT " + value + " AS x", null)).get("x");
        assertEquals(expected, String.valueOf(x));
    }

    @Test
    void areListsForArraysOfTypesOfTheirOwn() {
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "{one=ok, many=[sad, ok], pairs=[(1,\"x,\"\"\")]}",
                    queries.one("SELECT * FROM own_types", null).toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"'NaN'::numeric", "'Infinity'::float8", "'-Infinity'::real", "'Infinity'::numeric"})
    void areRefusedWhereJsonHasNoSuchNumber(String number) {
        Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT " + number + " AS x"));
        assertEquals(Code.MALFORMED, failure.code());
        assertEquals(
                "a number is NaN or infinite, which JSON does not have: convert it in the query, as with"
                        + " NULLIF(x, 'NaN') or x::text",
                failure.getMessage());
        assertEquals("{x=1}", queries.one("SELECT 1 AS x", null).toString());
    }
}
