package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The target of the request for a next page. Answers do not choose where requests go: a page is at the upstream's own origin,
 * below its base URL.
 *
 * @param origin the upstream's
 * @param current the target of the request that was answered, below the base URL
 */
record NextTarget(Origin origin, String current) {
    /**
     * The target that a reference leads to, absolute or relative to the current request.
     *
     * @param drop the names of query parameters that are left out
     * @throws Failure if it is no reference, or leads elsewhere
     */
    String of(String reference, Predicate<String> drop) {
        String base = origin.url().path();
        Origin.Place place = origin.resolve(base + current, reference, NextTarget::refused);
        checkBelow(base, place.path());
        return place.without(drop).substring(base.length());
    }

    /**
     * The current target with other query parameters: a null leaves its parameter out, a list repeats it.
     *
     * @throws Failure if a value is an object or a list in a list
     */
    String with(Map<?, ?> changed) {
        int start = current.indexOf('?');
        String path = start < 0 ? current : current.substring(0, start);
        Stream<String> kept = Origin.parameters(start < 0 ? null : current.substring(start + 1))
                .filter(parameter -> !changed.containsKey(Origin.name(parameter)));
        Stream<String> added = changed.entrySet().stream().flatMap(NextTarget::written);
        return path + Origin.joined(Stream.concat(kept, added));
    }

    private static Stream<String> written(Map.Entry<?, ?> parameter) {
        String name = PercentEncoding.encode(String.valueOf(parameter.getKey()));
        Stream<?> values = parameter.getValue() instanceof List<?> list
                ? list.stream()
                : Stream.of(parameter).map(Map.Entry::getValue);
        return values.filter(Objects::nonNull).map(value -> name + "=" + PercentEncoding.encode(ValueText.text(value)));
    }

    private static void checkBelow(String base, String path) {
        if (!path.startsWith(base + "/")) {
            throw refused("is not below the upstream's URL");
        }
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty() && !PathTemplate.isSegment(segment)) {
                throw refused("has dots for a part of its path");
            }
        }
    }

    private static Failure refused(String fault) {
        return Failure.of(Code.MALFORMED, "the URL that the upstream gives for the next page " + fault);
    }
}
