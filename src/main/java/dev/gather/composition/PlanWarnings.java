package dev.gather.composition;

import dev.gather.composition.Estimate.Part;
import dev.gather.expression.Expression;
import dev.gather.source.Cost;
import dev.gather.source.Durations;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Warns of what a plan may come to at worst, and of keys that change nothing in it. */
final class PlanWarnings {
    private static final String TIMEOUT = "timeout";

    /**
     * The integration timeout of REST APIs, unless it was raised; that of HTTP APIs is a second longer.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas</a>
     */
    private static final Duration API_GATEWAY = Duration.ofSeconds(29);

    private final CompositionYaml yaml;
    private final Composition composition;
    private final Duration limit;
    private final Problems problems;
    private final Map<String, SourceYaml> written = new HashMap<>();

    /** @param limit the time that an execution has */
    PlanWarnings(CompositionYaml yaml, Composition composition, Duration limit, Problems problems) {
        this.yaml = yaml;
        this.composition = composition;
        this.limit = limit;
        this.problems = problems;
        yaml.sources().forEach(source -> written.put(source.name(), source));
    }

    void check(List<SourceKind> kinds) {
        checkTime(Estimate.of(composition, limit));
        checkDoor();
        Set<String> optional = optionalParameters();
        for (Source source : composition.steps().sources()) {
            SourceYaml as = written(source);
            checkRetries(as, source.retrieval().cost().orElseThrow());
            checkEach(as, source);
            checkSegments(as, source, optional);
            checkLimits(as);
            checkDefaults(as, kinds);
        }
        checkInput();
    }

    /** The first source that may not end in time; what comes after it follows from it. */
    private void checkTime(Estimate estimate) {
        for (Part part : estimate.parts()) {
            boolean late = part.end().compareTo(limit) > 0 || part.start().compareTo(limit) >= 0;
            if (late
                    && part.step() instanceof Source source
                    && source.rules().fallback().isEmpty()) {
                warnOfTime(estimate, part, written(source));
                return;
            }
        }
    }

    private void warnOfTime(Estimate estimate, Part part, SourceYaml source) {
        if (part.start().compareTo(limit) >= 0) {
            problems.warn(
                    ProblemCode.NOT_ENOUGH_TIME,
                    source.key(),
                    "at worst there is no time left for it, of " + Durations.text(limit) + ": "
                            + longest(estimate, part),
                    "set or lower the timeout of what it waits for");
        } else {
            problems.warn(
                    ProblemCode.NOT_ENOUGH_TIME,
                    source.key(),
                    "at worst it takes until " + Durations.text(part.end()) + ", and the answer is due after "
                            + Durations.text(limit),
                    "lower its limits, raise the composition's timeout, or add a fallback");
        }
    }

    private SourceYaml written(Source source) {
        return Objects.requireNonNull(written.get(source.name()));
    }

    private void checkDoor() {
        YamlNode place = yaml.get(TIMEOUT) == null ? yaml.get("route") : yaml.get(TIMEOUT);
        if (place != null && composition.endpoint().route().isPresent() && limit.compareTo(API_GATEWAY) > 0) {
            problems.warn(
                    ProblemCode.NOT_ENOUGH_TIME,
                    place,
                    "an API Gateway ends a request after " + Durations.text(API_GATEWAY)
                            + ", and the answer is due after " + Durations.text(limit),
                    "lower timeout");
        }
    }

    private static String longest(Estimate estimate, Part late) {
        return estimate.parts().stream()
                .filter(part -> late.after().contains(part.step()))
                .reduce((one, other) -> one.end().compareTo(other.end()) < 0 ? other : one)
                .map(part -> "$" + part.step().name() + " may take until " + Durations.text(part.end()))
                .orElse("");
    }

    private void checkRetries(SourceYaml source, Cost cost) {
        source.find("retries")
                .filter(node -> !Integer.valueOf(0).equals(node.plain()))
                .ifPresent(node -> {
                    if (cost.time().isEmpty()) {
                        problems.warn(
                                ProblemCode.NOT_ENOUGH_TIME,
                                node,
                                "an attempt may take all the time, and then none is left for another one",
                                "set timeout, the longest time of an attempt");
                    } else if (cost.time().get().compareTo(limit) > 0) {
                        problems.warn(
                                ProblemCode.NOT_ENOUGH_TIME,
                                node,
                                "all attempts take up to "
                                        + Durations.text(cost.time().get()) + ", and the answer is due after "
                                        + Durations.text(limit),
                                "lower timeout or retries");
                    }
                });
    }

    private void checkEach(SourceYaml source, Source resolved) {
        if (source.has(BatchReader.BATCH)) {
            return;
        }
        resolved.retrieval().call().insteadOfEach().ifPresent(remedy -> source.find("forEach")
                .ifPresent(node -> problems.warn(
                        ProblemCode.REQUEST_PER_ELEMENT,
                        source.body().key("forEach").orElseThrow(),
                        "it asks once for each element, up to "
                                + resolved.rules().repetition().orElseThrow().maxElements() + " times",
                        remedy)));
    }

    /** Parameters that a caller may leave out. */
    private Set<String> optionalParameters() {
        Set<String> optional = new HashSet<>();
        if (yaml.get("input") instanceof YamlMap schema && schema.get("properties") instanceof YamlMap properties) {
            properties.entries().forEach((name, property) -> {
                boolean hasDefault = property.value() instanceof YamlMap map && map.get("default") != null;
                if (!hasDefault) {
                    optional.add(name);
                }
            });
            required(schema).forEach(node -> optional.remove(String.valueOf(node.plain())));
            optional.removeAll(yaml.parameters());
        }
        return optional;
    }

    private static List<YamlNode> required(YamlMap schema) {
        YamlNode required = schema.get("required");
        return required == null ? List.of() : required.each();
    }

    private void checkSegments(SourceYaml source, Source resolved, Set<String> optional) {
        if (source.has("when")) {
            return;
        }
        for (Expression expression : resolved.retrieval().call().indispensable()) {
            expression
                    .onlyMember()
                    .filter(member -> member.variable().equals(ReservedVariables.INPUT))
                    .filter(member -> optional.contains(member.path().get(0).name()))
                    .flatMap(member -> expression.place())
                    .ifPresent(place -> problems.warn(
                            ProblemCode.PERHAPS_NULL,
                            place,
                            "without this parameter nothing is asked for, and the value is null",
                            "require the parameter or give it a default, or say with when that it is meant"));
        }
    }

    /** A limit that comes after the end of the execution. */
    private void checkLimits(SourceYaml source) {
        for (String key : List.of(TIMEOUT, "total-timeout")) {
            source.find(key)
                    .filter(node -> Durations.read(node, new Problems())
                            .filter(time -> time.compareTo(limit) >= 0)
                            .isPresent())
                    .ifPresent(node -> problems.warn(
                            ProblemCode.NO_EFFECT,
                            node,
                            "it makes no difference: the answer is due after " + Durations.text(limit),
                            "lower or remove it"));
        }
    }

    /** What is the case without the key, too. */
    private void checkDefaults(SourceYaml source, List<SourceKind> kinds) {
        boolean nullByDefault = kinds.stream()
                .filter(kind -> source.has(kind.key()))
                .anyMatch(kind -> kind.missingByDefault().equals(Missing.NULL));
        boolean partial = yaml.get("partial") != null
                && Boolean.TRUE.equals(yaml.get("partial").plain());
        checkNull(source, "missing", nullByDefault && !source.has("require") && isOne(source));
        checkNull(source, "fallback", partial);
    }

    private static boolean isOne(SourceYaml source) {
        return source.find("rows").map(YamlNode::plain).filter("one"::equals).isPresent();
    }

    private void checkNull(SourceYaml source, String key, boolean byDefault) {
        source.find(key)
                .filter(node -> node.plain() == null && byDefault)
                .ifPresent(node -> problems.warn(
                        ProblemCode.NO_EFFECT, node, "it makes no difference: it is so by default", "remove it"));
    }

    private void checkInput() {
        if (yaml.get("input") instanceof YamlMap schema && schema.get("properties") instanceof YamlMap properties) {
            for (YamlNode name : required(schema)) {
                Optional.ofNullable(properties.get(String.valueOf(name.plain())))
                        .filter(property -> property instanceof YamlMap map && map.get("default") != null)
                        .ifPresent(property -> problems.warn(
                                ProblemCode.NO_EFFECT,
                                name,
                                "it makes no difference that '" + name.plain() + "' is required, as it has a default",
                                "remove it here, or remove the default"));
            }
        }
    }
}
