package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormFieldsTest {
    private static Map<String, List<String>> parse(String form) {
        return FormFields.parse(form.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2&a=3        | {a=[1, 3], b=[2]}",
                "a&b=&&=c           | {a=[], b=[], =[c]}",
                "a=x+y%2Bz          | {a=[x y+z]}",
                "a=100%&b=%zz&c=%4  | {a=[100%], b=[%zz], c=[%4]}",
                "a=%F0%9F%98%80é    | {a=[😀é]}",
                "a=%EF%BF%BD        | {a=[\uFFFD]}"
            })
    void parsesAForm(String form, String fields) {
        assertEquals(fields, parse(form).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "a=%ff, the parameter 'a'",
        "a=1&caf%C3%A9=x%E9y, the parameter 'café'",
        "a=%C3&b=%A9, the parameter 'a'",
        "a=%C0%AF, the parameter 'a'",
        "a=%ED%A0%BD, the parameter 'a'",
        "caf%E9=1, the name of a parameter"
    })
    void refusesWhatIsNotInUtf8(String form, String what) {
        Failure failure = assertThrows(Failure.class, () -> parse(form));

        assertEquals("invalid-request: " + what + " is not in UTF-8", failure.toString());
    }

    @Test
    void refusesBytesThatAreNotInUtf8() {
        byte[] latin1 = "a=café".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(Failure.class, () -> FormFields.parse(latin1));
    }

    @Test
    void shortensLongNamesInMessages() {
        String name = "😀".repeat(200);

        Failure failure = assertThrows(Failure.class, () -> parse(name + "=%E9"));

        assertEquals("the parameter '" + "😀".repeat(100) + "…' is not in UTF-8", failure.getMessage());
    }
}
