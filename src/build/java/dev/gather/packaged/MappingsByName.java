package dev.gather.packaged;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * Code that is put at the start of a method of Quarkus: sets of mappings among its arguments come in the order of their names.
 * What it calls is there for Quarkus' classes.
 */
final class MappingsByName {
    private MappingsByName() {}

    @Advice.OnMethodEnter
    static void order(@Advice.AllArguments(readOnly = false, typing = Typing.DYNAMIC) Object[] arguments) {
        Object[] ordered = arguments.clone();
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i] instanceof Set<?> set) {
                Map<String, Object> byName = new TreeMap<>();
                for (Object member : set) {
                    if (member instanceof ConfigClass mapping) {
                        byName.put(mapping.getType().getName().concat(" ").concat(mapping.getPrefix()), mapping);
                    }
                }
                if (byName.size() == set.size()) {
                    ordered[i] = new LinkedHashSet<>(byName.values());
                }
            }
        }
        arguments = ordered;
    }
}
