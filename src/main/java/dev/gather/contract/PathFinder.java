package dev.gather.contract;

import dev.gather.contract.Segment.Fit;
import dev.gather.expression.Template;
import dev.gather.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the path of a document that a request goes to. The path of a composition is relative to the upstream's base URL, and that
 * of the document to its servers: where one of them says more than the other, as with a base URL that is unknown or that of a
 * gateway, segments of either may be in front.
 */
final class PathFinder {
    private final ApiDocument document;

    PathFinder(ApiDocument document) {
        this.document = document;
    }

    /** What a path is found to be. */
    sealed interface Found {}

    /**
     * The path.
     *
     * @param path in the document
     * @param segments those of its template, each with the index of the request's segment that it matches; there is none for a
     *     segment of the base URL
     */
    record Match(ApiDocument.Path path, Map<String, Integer> segments) implements Found {}

    /**
     * Paths that it might be, depending on the value of an expression where none has a parameter.
     *
     * @param template one of them
     * @param segment the index of the request's segment with the expression
     */
    record Perhaps(String template, int segment) implements Found {}

    /**
     * No path.
     *
     * @param written the request's path, with braces for values
     * @param remedy what may have been meant
     * @param segment the index of the request's segment that differs from it, if it is only one
     */
    record None(String written, String remedy, Optional<Integer> segment) implements Found {}

    private record Candidate(ApiDocument.Path path, List<String> template, List<Segment> request, List<Fit> fits) {
        boolean has(Fit fit) {
            return fits.contains(fit);
        }

        Match match() {
            Map<String, Integer> segments = new LinkedHashMap<>();
            for (int i = 0; i < template.size(); i++) {
                String segment = template.get(i);
                request.get(i).index().ifPresent(index -> segments.put(segment, index));
            }
            return new Match(path, segments);
        }
    }

    /** Concrete segments win over parameters, the first ones first. */
    private static final Comparator<Candidate> BEST = (one, other) -> {
        for (int i = 0; i < Math.min(one.fits().size(), other.fits().size()); i++) {
            int order = one.fits().get(i).compareTo(other.fits().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /**
     * Finds a path.
     *
     * @param segments those of the composition's path
     * @param basePath the path of the upstream's base URL
     */
    Found find(List<Template> segments, String basePath) {
        List<Segment> request = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            request.add(Segment.of(segments.get(i), i));
        }
        List<Candidate> fitting = candidates(request, basePath).stream()
                .filter(candidate -> !candidate.has(Fit.NOT))
                .toList();
        Optional<Candidate> certain = fitting.stream()
                .filter(candidate -> !candidate.has(Fit.PERHAPS))
                .min(BEST);
        if (certain.isPresent()) {
            return certain.get().match();
        }
        return fitting.stream().min(BEST).map(PathFinder::perhaps).orElseGet(() -> none(request));
    }

    private static Found perhaps(Candidate candidate) {
        int at = candidate.fits().indexOf(Fit.PERHAPS);
        int index = candidate.request().get(at).index().orElse(0);
        return new Perhaps(candidate.path().template(), index);
    }

    private List<Candidate> candidates(List<Segment> request, String basePath) {
        List<Candidate> candidates = new ArrayList<>();
        for (List<Segment> variant : variants(request, basePath)) {
            for (ApiDocument.Path path : document.paths()) {
                List<String> template = split(path.template());
                if (template.size() == variant.size()) {
                    candidates.add(new Candidate(path, template, variant, fits(variant, template)));
                }
            }
        }
        return candidates;
    }

    /** The request's path as the document may have it. */
    private Set<List<Segment>> variants(List<Segment> request, String basePath) {
        Set<List<Segment>> variants = new LinkedHashSet<>();
        variants.add(request);
        if (!basePath.isEmpty() && document.servers().contains(basePath)) {
            return variants;
        }
        for (List<String> front : ends(basePath)) {
            List<Segment> variant = new ArrayList<>();
            front.forEach(segment -> variant.add(new Segment(segment, Optional.empty())));
            variant.addAll(request);
            variants.add(variant);
        }
        for (String server : document.servers()) {
            for (List<String> front : ends(server)) {
                if (startsWith(request, front)) {
                    variants.add(request.subList(front.size(), request.size()));
                }
            }
        }
        return variants;
    }

    /** The last segment of a path, the last two, and so on. */
    private static List<List<String>> ends(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> all = split(path).stream().map(Segment::decoded).toList();
        List<List<String>> ends = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            ends.add(all.subList(i, all.size()));
        }
        return ends;
    }

    private static boolean startsWith(List<Segment> request, List<String> front) {
        return request.size() > front.size()
                && request.subList(0, front.size()).stream()
                        .map(Segment::text)
                        .toList()
                        .equals(front);
    }

    private static List<Fit> fits(List<Segment> request, List<String> template) {
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < request.size(); i++) {
            fits.add(request.get(i).fit(template.get(i)));
        }
        return fits;
    }

    private None none(List<Segment> request) {
        String written = written(request);
        for (ApiDocument.Path path : document.paths()) {
            List<String> template = split(path.template());
            Optional<Integer> different = onlyDifference(request, template);
            if (different.isPresent()) {
                return new None(written, "did you mean " + path.template() + "?", different);
            }
        }
        Map<String, String> templates = new LinkedHashMap<>();
        document.paths().forEach(path -> templates.put(path.template().replaceAll("\\{[^}]*}", "{}"), path.template()));
        String remedy = DidYouMean.nearest(written, templates.keySet())
                .map(near -> "did you mean " + templates.get(near) + "?")
                .orElseGet(() -> DidYouMean.remedy("", templates.values(), ""));
        return new None(written, remedy, Optional.empty());
    }

    /** The only segment that is written differently, if it is similar. */
    private static Optional<Integer> onlyDifference(List<Segment> request, List<String> template) {
        if (template.size() != request.size()) {
            return Optional.empty();
        }
        List<Fit> fits = fits(request, template);
        int at = fits.indexOf(Fit.NOT);
        boolean only = at >= 0 && fits.lastIndexOf(Fit.NOT) == at;
        return only
                        && DidYouMean.nearest(request.get(at).text(), List.of(template.get(at)))
                                .isPresent()
                ? request.get(at).index()
                : Optional.empty();
    }

    private static String written(List<Segment> request) {
        StringBuilder path = new StringBuilder();
        request.forEach(segment -> path.append('/').append(segment.shown()));
        return path.toString();
    }

    private static List<String> split(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return List.of(relative.split("/", -1));
    }
}
