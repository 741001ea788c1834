package dev.gather.catalog;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Tools;
import dev.gather.config.GatherConfig;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Problem;
import io.quarkus.arc.All;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The places where compositions are: the demo's, if it is on, the application's {@code compositions/}, and the configured
 * folders. Of compositions with the same name, the last is used.
 */
@ApplicationScoped
public class CompositionSources {
    private static final Logger LOG = Logger.getLogger(CompositionSources.class);

    private static final String OWN = "compositions";
    private static final String DEMO = "demo/compositions";
    private static final Path LAYER = Path.of("/opt/compositions");

    private final GatherConfig config;
    private final CompositionLoader loader;

    CompositionSources(GatherConfig config, @All List<SourceKind> kinds, FetchStack stack) {
        this.config = config;
        CompositionLoader whole =
                new CompositionLoader(kinds, stack, !config.strictExpressions()).offering(Tools.of(config));
        boolean function = LaunchMode.current() == LaunchMode.NORMAL && !config.command();
        this.loader = function ? whole.withoutPromises() : whole;
    }

    /**
     * Reads all composition files.
     *
     * @throws InvalidCompositionsException if any of them cannot be read
     */
    public List<CompositionFile> files() {
        List<Problem> problems = new ArrayList<>();
        List<CompositionFile> files = files(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidCompositionsException(problems);
        }
        return files;
    }

    /**
     * Reads those composition files that can be read.
     *
     * @param unreadable takes the problems of the others
     */
    public List<CompositionFile> files(Consumer<Problem> unreadable) {
        List<CompositionFile> files = new ArrayList<>();
        if (config.demo()) {
            files.addAll(resources(DEMO));
        }
        if (config.ownCompositions()) {
            files.addAll(resources(OWN));
        }
        folders().forEach(folder -> files.addAll(CompositionFolders.readable(folder, folder.toString(), unreadable)));
        return files;
    }

    /**
     * Resolves files to compositions, and logs the warnings about them.
     *
     * @throws InvalidCompositionsException with all problems of all files
     */
    public Compositions load(List<CompositionFile> files) {
        return load(files, UnaryOperator.identity());
    }

    /**
     * Resolves files to compositions with other kinds of source.
     *
     * @param wrapping makes a kind of another one
     */
    public Compositions load(List<CompositionFile> files, UnaryOperator<SourceKind> wrapping) {
        Compositions compositions = loader.with(wrapping).load(files);
        compositions.warnings().forEach(LOG::warn);
        return compositions;
    }

    /** The configured folders, or the layer's if it is there. */
    public List<Path> folders() {
        return config.compositions()
                .map(folders ->
                        folders.stream().map(String::strip).map(Path::of).toList())
                .orElseGet(() -> Files.isDirectory(LAYER) ? List.of(LAYER) : List.of());
    }

    /** Compositions of a native executable: it has no class path, so that they are read and parsed when it is built. */
    private static final class Built {
        private static final Map<String, List<CompositionFile>> FILES = Map.of(OWN, parsed(OWN), DEMO, parsed(DEMO));

        private static List<CompositionFile> parsed(String folder) {
            return read(folder).stream().map(CompositionFile::parsed).toList();
        }
    }

    private static List<CompositionFile> resources(String folder) {
        return ImageMode.current() == ImageMode.NATIVE_RUN ? Built.FILES.getOrDefault(folder, List.of()) : read(folder);
    }

    private static List<CompositionFile> read(String folder) {
        List<CompositionFile> files = new ArrayList<>();
        try {
            ClassPathUtils.consumeAsPaths(folder, path -> files.addAll(CompositionFolders.read(path, folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
