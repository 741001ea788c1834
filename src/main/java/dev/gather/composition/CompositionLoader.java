package dev.gather.composition;

import dev.gather.lock.Lock;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads and resolves compositions, and reports all their problems at once.
 *
 * @param kinds the kinds of source that compositions may use
 * @param stack makes the layers around the requests of a source
 * @param forgiving whether a fallback also replaces the failure of an expression; otherwise such a fault of a composition
 *     shows, as it should where compositions are written
 * @param lock what has been learnt of the sources; only warnings come of it
 * @param planned the time of an execution for which the plan is to be checked; empty if it is not
 * @param promises whether schemas under {@code returns} are read, to which answers are then held
 * @param tools which of them are tools
 */
public record CompositionLoader(
        List<SourceKind> kinds,
        FetchStack stack,
        boolean forgiving,
        Lock lock,
        Optional<Duration> planned,
        boolean promises,
        Tools tools) {
    /** A loader that knows of sources only what compositions say. */
    public CompositionLoader(List<SourceKind> kinds, FetchStack stack, boolean forgiving) {
        this(kinds, stack, forgiving, Lock.NONE, Optional.empty(), true, Tools.NONE);
    }

    /** A copy that knows what has been learnt of sources. */
    public CompositionLoader with(Lock learnt) {
        return new CompositionLoader(kinds, stack, forgiving, learnt, planned, promises, tools);
    }

    /** A copy with other kinds of source. */
    public CompositionLoader with(UnaryOperator<SourceKind> wrapping) {
        return new CompositionLoader(
                kinds.stream().map(wrapping).toList(), stack, forgiving, lock, planned, promises, tools);
    }

    /** A copy that also warns of what an execution may come to at worst. */
    public CompositionLoader planning(Duration time) {
        return new CompositionLoader(kinds, stack, forgiving, lock, Optional.of(time), promises, tools);
    }

    /** A copy that does not read {@code returns}, for a function that holds no answer to it. */
    public CompositionLoader withoutPromises() {
        return new CompositionLoader(kinds, stack, forgiving, lock, planned, false, tools);
    }

    /** A copy that also says which compositions are tools. */
    public CompositionLoader offering(Tools offered) {
        return new CompositionLoader(kinds, stack, forgiving, lock, planned, promises, offered);
    }

    /**
     * Loads compositions.
     *
     * @param files their files; of several with the same name, the last is used
     * @throws InvalidCompositionsException with all problems of all files
     */
    public Compositions load(List<CompositionFile> files) {
        Map<String, CompositionFile> filesByName = new LinkedHashMap<>();
        files.forEach(file -> filesByName.put(file.name(), file));
        Problems problems = new Problems();
        CompositionReader reader = new CompositionReader(kinds, stack, problems);
        CompositionResolver resolver = new CompositionResolver(this, problems);
        List<Loaded> loaded = new ArrayList<>();
        List<LockCheck> locked = new ArrayList<>();
        for (CompositionFile file : filesByName.values()) {
            reader.read(file).map(this::shaped).ifPresent(yaml -> resolver.resolve(yaml)
                    .ifPresent(composition -> {
                        loaded.add(new Loaded(file, composition));
                        locked.add(new LockCheck(yaml, composition));
                    }));
        }
        reportClashes(loaded, problems);
        if (!forgiving) {
            checkLock(locked, problems);
        }
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR), problems.all(Severity.WARNING));
        }
        return new Compositions(loaded.stream().map(Loaded::composition).toList(), problems.all(Severity.WARNING));
    }

    /** With what is known of values, where the author is to be warned of mistakes. */
    private CompositionYaml shaped(CompositionYaml yaml) {
        return forgiving ? yaml : yaml.withShapes(source -> new SourceShape(yaml, source).shape(kinds, lock));
    }

    private void checkLock(List<LockCheck> checks, Problems problems) {
        Set<String> known = new HashSet<>();
        checks.forEach(check -> known.addAll(check.known(lock)));
        checks.forEach(check -> check.check(kinds, lock, known, problems));
    }

    private record Loaded(CompositionFile file, Composition composition) {
        boolean clashesWith(Loaded other) {
            return route().isPresent()
                    && other.route().isPresent()
                    && route().get().clashesWith(other.route().get());
        }

        Optional<Route> route() {
            return composition.endpoint().route();
        }
    }

    private static void reportClashes(List<Loaded> loaded, Problems problems) {
        for (int i = 0; i < loaded.size(); i++) {
            Loaded later = loaded.get(i);
            loaded.subList(0, i).stream().filter(later::clashesWith).forEach(earlier -> {
                String fault = "the route " + later.route().get() + " matches the same requests as that of '"
                        + earlier.composition().name() + "'";
                problems.add(new Problem(
                        ProblemCode.DUPLICATE_ROUTE,
                        later.file().path(),
                        Position.START,
                        "route",
                        fault,
                        "change one of them"));
            });
        }
    }
}
