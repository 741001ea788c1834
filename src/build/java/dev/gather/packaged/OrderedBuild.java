package dev.gather.packaged;

import static net.bytebuddy.matcher.ElementMatchers.isHashCode;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.TypeStrategy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodCall;

/**
 * Lets Quarkus build in an order that is the same each time. As released, it runs its build steps side by side, orders them and
 * the configuration's mappings by identity hash codes, and records in which folder it read its configuration. Runs within Maven
 * before Quarkus' own plugin, and is to go when Quarkus orders them itself.
 */
public final class OrderedBuild {
    private static final String BUILDER = "io.quarkus.builder.";

    private OrderedBuild() {}

    /**
     * Makes an agent of this class and what it needs, and attaches it to the JVM that runs this: in a class loader of its own, as the
     * one of this method is closed by Maven before Quarkus builds.
     */
    public static void main(String[] arguments) throws IOException {
        Path agent = Path.of("target", "ordered-build.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(agent), manifest())) {
            add(OrderedBuild.class, jar);
            add(MappingsByName.class, jar);
        }
        ByteBuddyAgent.attach(
                agent.toFile(), String.valueOf(ProcessHandle.current().pid()));
    }

    private static void add(Class<?> type, JarOutputStream jar) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(file));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
            bytes.transferTo(jar);
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", OrderedBuild.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                AgentBuilder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        return manifest;
    }

    /** What the JVM calls when the agent is attached. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .with(faults())
                .type(named(BUILDER + "Execution"))
                .transform((type, target, loader, module, domain) -> oneStepAtATime(type))
                .type(named(BUILDER + "BuildContext"))
                .transform((type, target, loader, module, domain) -> oneTaskAtATime(type))
                .type(namedOneOf(BUILDER + "StepInfo", BUILDER + "BuildStepBuilder"))
                .transform((type, target, loader, module, domain) -> hashedByTextOf(type, target, "buildStep", "getId"))
                .type(named(BUILDER + "ItemId"))
                .transform(
                        (type, target, loader, module, domain) -> hashedByTextOf(type, target, "itemType", "getName"))
                .type(named("io.quarkus.deployment.steps.ConfigGenerationBuildStep"))
                .transform((type, target, loader, module, domain) -> type.visit(Advice.to(MappingsByName.class)
                        .on(namedOneOf("generateSharedConfig", "generateConfigBuilder"))))
                .installOn(instrumentation);

        // Quarkus' generation of sources, before this, may have loaded these.
        new AgentBuilder.Default()
                .with(faults())
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(TypeStrategy.Default.REDEFINE)
                .type(named("io.quarkus.runtime.configuration.QuarkusConfigValue"))
                .transform((type, target, loader, module, domain) -> withoutPlace(type))
                .installOn(instrumentation);
    }

    /** Without it, a class that cannot be changed stays as it is, and nobody hears of it. */
    private static AgentBuilder.Listener faults() {
        return AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly();
    }

    /** A fixed value of the configuration is recorded with where it was read, which is this folder, and which nothing asks for. */
    private static DynamicType.Builder<?> withoutPlace(DynamicType.Builder<?> type) {
        return type.method(named("getConfigSourceName")).intercept(FixedValue.value("build"));
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
