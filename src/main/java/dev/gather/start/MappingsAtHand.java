package dev.gather.start;

import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the configuration of a native executable the mappings that were made when it was built. A function sets properties of
 * few of them, and not making the others saves a tenth of the processor time until the first poll.
 *
 * <p>It is loaded by {@code META-INF/services}, and does nothing on the JVM.
 */
public final class MappingsAtHand implements SmallRyeConfigBuilderCustomizer {
    /** Properties by which those of all mappings may come from elsewhere. */
    private static final List<String> SELECTING =
            List.of("quarkus.profile", "quarkus.config.", "smallrye.config.", "mp.config.");

    /** Such a file in the working directory would be a source of configuration. */
    private static final Path VARIABLES = Path.of(".env");

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (builder instanceof Fixed || AtHand.MAPPINGS.mappings().isEmpty()) {
            return;
        }
        SetNames set =
                SetNames.of(System.getenv().keySet(), System.getProperties().stringPropertyNames());
        if (SELECTING.stream().noneMatch(set::haveAny) && !Files.exists(VARIABLES)) {
            AtHand.MAPPINGS.addTo(builder.getMappingsBuilder(), set::haveAny);
        }
    }

    /** After all others: they add the mappings. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** What is in the executable. */
    private static final class AtHand {
        /** GraalVM's property that says whether an executable is being built, or running. */
        private static final String STAGE = "org.graalvm.nativeimage.imagecode";

        /** Only the service for containers has it, whose properties depend on the machine, and whose start nobody waits for. */
        private static final String SERVICE = "/application-container.properties";

        static final ReadyMappings MAPPINGS =
                "buildtime".equals(System.getProperty(STAGE)) && MappingsAtHand.class.getResource(SERVICE) == null
                        ? Fixed.mappings()
                        : new ReadyMappings(Map.of());
    }

    /** A configuration of the application's own properties and of all defaults, without those of the machine that it is built on. */
    @SuppressWarnings("overrides") // SmallRye's own, of a method with a variable number of arguments
    private static final class Fixed extends SmallRyeConfigBuilder {
        static ReadyMappings mappings() {
            try {
                Class.forName("io.quarkus.runtime.generated.Config", true, Fixed.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("Quarkus has generated no configuration", e);
            }
            SmallRyeConfigBuilder builder =
                    new Fixed().withConverter(InetSocketAddress.class, Integer.MAX_VALUE, Fixed::unresolved);
            AbstractConfigBuilder.withCustomizer(builder, "io.quarkus.runtime.generated.RunTimeConfig");
            SmallRyeConfig config = builder.build();
            return ReadyMappings.of(config, builder.getMappingsBuilder().getMappings());
        }

        /** An address of one of the log's handlers, which is looked up if that is enabled, and its mapping made then. */
        private static InetSocketAddress unresolved(String address) {
            int colon = address.lastIndexOf(':');
            return InetSocketAddress.createUnresolved(
                    address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }

        @Override
        protected List<ConfigSource> getDefaultSources() {
            return List.of();
        }

        @Override
        protected List<ConfigSource> getSystemSources() {
            return List.of();
        }
    }
}
