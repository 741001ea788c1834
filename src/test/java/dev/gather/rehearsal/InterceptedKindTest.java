package dev.gather.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.source.Call;
import dev.gather.source.Request;
import dev.gather.source.SourceKind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is intercepted is in all else what it was: no method is left to its default. */
class InterceptedKindTest {
    @ParameterizedTest
    @ValueSource(classes = {SourceKind.class, Call.class, Request.class})
    void passesOnWhateverItIsAsked(Class<?> contract) {
        List<Class<?>> classes = new ArrayList<>(List.of(InterceptedKind.class.getDeclaredClasses()));
        classes.add(InterceptedKind.class);
        Class<?> wrapper =
                classes.stream().filter(contract::isAssignableFrom).findFirst().orElseThrow();

        TreeSet<String> missing = new TreeSet<>();
        for (Method method : contract.getDeclaredMethods()) {
            boolean own = Arrays.stream(wrapper.getDeclaredMethods())
                    .anyMatch(declared -> declared.getName().equals(method.getName()));
            if (!own && !method.isSynthetic() && !Modifier.isStatic(method.getModifiers())) {
                missing.add(method.getName());
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }
}
