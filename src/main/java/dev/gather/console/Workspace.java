package dev.gather.console;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Tools;
import dev.gather.config.GatherConfig;
import dev.gather.fetch.Layers;
import dev.gather.source.SourceKind;
import dev.gather.time.Clock;
import dev.gather.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compositions as their files are now. The console's runs have circuits, retry budgets and kept answers of their own, so
 * that a fault which is switched on for one of them reaches no other caller.
 */
final class Workspace {
    private final CompositionSources sources;
    private final List<SourceKind> kinds;
    private final GatherConfig config;
    private final Clock clock;
    private final Switchboard switchboard = new Switchboard();
    private CompositionLoader loader;
    private @Nullable Read read;
    private @Nullable State state;

    Workspace(CompositionSources sources, List<SourceKind> kinds, GatherConfig config, Clock clock) {
        this.sources = sources;
        this.kinds = kinds;
        this.config = config;
        this.clock = clock;
        this.loader = fresh();
    }

    /**
     * What the files came to.
     *
     * @param version differs from that of every earlier state, also of an earlier start
     * @param files those that can be read
     * @param compositions what they describe; empty if there is an error
     * @param problems all errors and warnings
     */
    record State(
            long version, List<CompositionFile> files, Optional<Compositions> compositions, List<Problem> problems) {
        /** All compositions; none if there is an error. */
        Stream<Composition> all() {
            return compositions.stream().flatMap(all -> all.all().stream());
        }

        /**
         * A composition.
         *
         * @throws InvalidCompositionsException if there is an error
         * @throws IllegalArgumentException if there is no such composition
         */
        Composition find(String name) {
            return compositions
                    .orElseThrow(() -> new InvalidCompositionsException(problems))
                    .find(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no composition '" + name + "'"));
        }

        /** The file of a composition. */
        CompositionFile file(String name) {
            return files.stream()
                    .filter(file -> file.name().equals(name))
                    .reduce((first, last) -> last)
                    .orElseThrow();
        }
    }

    /** What was read of the files. */
    private record Read(List<CompositionFile> files, List<Problem> unreadable) {}

    /** The state; reads all files, and resolves them if any has changed. */
    synchronized State current() {
        Read found = read();
        if (state == null || !found.equals(read)) {
            state = resolved(found, state == null ? System.currentTimeMillis() : state.version() + 1);
            read = found;
        }
        return state;
    }

    private Read read() {
        List<Problem> unreadable = new ArrayList<>();
        try {
            return new Read(sources.files(unreadable::add), unreadable);
        } catch (InvalidCompositionsException e) {
            return new Read(List.of(), e.problems());
        }
    }

    private State resolved(Read read, long version) {
        try {
            Compositions compositions = loader.load(read.files());
            return read.unreadable().isEmpty()
                    ? new State(version, read.files(), Optional.of(compositions), compositions.warnings())
                    : new State(version, read.files(), Optional.empty(), read.unreadable());
        } catch (InvalidCompositionsException e) {
            List<Problem> problems = new ArrayList<>(read.unreadable());
            problems.addAll(e.problems());
            problems.addAll(e.warnings());
            return new State(version, read.files(), Optional.empty(), problems);
        }
    }

    private CompositionLoader fresh() {
        return new CompositionLoader(kinds, new Layers(config, clock), !config.strictExpressions())
                .offering(Tools.of(config))
                .planning(config.timeout())
                .with(switchboard::around);
    }

    /** Forgets kept answers, closes all circuits and fills the retry budgets. */
    synchronized void forget() {
        State now = current();
        loader = fresh();
        state = resolved(read(), now.version());
    }

    /** Where runs are connected to what they send. */
    Switchboard switchboard() {
        return switchboard;
    }

    /** The folders with compositions. */
    List<Path> folders() {
        return sources.folders();
    }
}
