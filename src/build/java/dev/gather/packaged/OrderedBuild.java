package dev.gather.packaged;

import static net.bytebuddy.matcher.ElementMatchers.isHashCode;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.util.concurrent.Executors;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodCall;

/**
 * Lets Quarkus build in an order that is the same each time: it generates the same classes then, byte for byte. As released,
 * it runs its build steps side by side, and orders them and the configuration's mappings by identity hash codes. Runs within Maven
 * before Quarkus' own plugin, and is to go when Quarkus orders them itself.
 */
public final class OrderedBuild {
    private static final String BUILDER = "io.quarkus.builder.";

    private OrderedBuild() {}

    public static void main(String[] arguments) {
        new AgentBuilder.Default()
                .type(named(BUILDER + "Execution"))
                .transform((type, target, loader, module, domain) -> oneStepAtATime(type))
                .type(named(BUILDER + "BuildContext"))
                .transform((type, target, loader, module, domain) -> oneTaskAtATime(type))
                .type(namedOneOf(BUILDER + "StepInfo", BUILDER + "BuildStepBuilder"))
                .transform((type, target, loader, module, domain) -> hashedByTextOf(type, target, "buildStep", "getId"))
                .type(named(BUILDER + "ItemId"))
                .transform(
                        (type, target, loader, module, domain) -> hashedByTextOf(type, target, "itemType", "getName"))
                .type(named("io.smallrye.config.ConfigMappings$ConfigClass"))
                .transform((type, target, loader, module, domain) -> hashedByTextOf(type, target, "type", "getName"))
                .installOn(ByteBuddyAgent.install());
    }

    private static DynamicType.Builder<?> oneStepAtATime(DynamicType.Builder<?> type) {
        return type.method(namedOneOf("defineCorePoolSize", "defineMaxPoolSize"))
                .intercept(FixedValue.value(1));
    }

    /** Steps that have tasks of their own wait for them, which the one thread of the steps could not run. */
    private static DynamicType.Builder<?> oneTaskAtATime(DynamicType.Builder<?> type) {
        return type.method(named("getExecutor"))
                .intercept(MethodCall.invoke(
                        methodOf(TypeDescription.ForLoadedType.of(Executors.class), "newSingleThreadExecutor")));
    }

    private static DynamicType.Builder<?> hashedByTextOf(
            DynamicType.Builder<?> type, TypeDescription target, String field, String text) {
        TypeDescription fieldType = target.getDeclaredFields()
                .filter(named(field))
                .getOnly()
                .getType()
                .asErasure();
        MethodCall textOfField = MethodCall.invoke(methodOf(fieldType, text)).onField(field);
        return type.method(isHashCode())
                .intercept(MethodCall.invoke(methodOf(TypeDescription.ForLoadedType.of(String.class), "hashCode"))
                        .onMethodCall(textOfField));
    }

    private static MethodDescription methodOf(TypeDescription type, String name) {
        return type.getDeclaredMethods()
                .filter(named(name).and(takesNoArguments()))
                .getOnly();
    }
}
