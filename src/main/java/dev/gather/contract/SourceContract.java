package dev.gather.contract;

import dev.gather.contract.ApiDocument.Body;
import dev.gather.contract.ApiDocument.Operation;
import dev.gather.contract.ApiDocument.Parameter;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Template;
import dev.gather.http.HttpParts;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Place;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Severity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds the requests of one source against the document of its upstream. */
final class SourceContract {
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";

    /** Headers that OpenAPI describes by other means: a parameter with such a name says nothing. */
    private static final Set<String> NO_PARAMETERS = Set.of("accept", CONTENT_TYPE, "authorization");

    private final ApiDocument document;
    private final HttpParts request;
    private final HttpParts.Target target;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param document the document of one of the upstreams
     * @param target that upstream
     */
    SourceContract(ApiDocument document, HttpParts request, HttpParts.Target target, Places places) {
        this.document = document;
        this.request = request;
        this.target = target;
        this.places = places;
    }

    /** What does not fit. */
    List<Problem> problems() {
        return problems;
    }

    /** Checks the request. The result is the operation that answers it, if that is certain. */
    Optional<Operation> check() {
        PathFinder.Found found = new PathFinder(document).find(request.segments(), target.basePath());
        if (found instanceof PathFinder.None none) {
            unknownPath(none);
        } else if (found instanceof PathFinder.Perhaps perhaps) {
            warn(
                    places.segment(request.segments().get(perhaps.segment())),
                    "no path of " + document.file() + " has a parameter where this expression stands, as in "
                            + perhaps.template(),
                    "so the request cannot be checked");
        } else if (found instanceof PathFinder.Match match) {
            Optional<Operation> operation = operation(match.path());
            operation.ifPresent(known -> check(known, match));
            return operation;
        }
        return Optional.empty();
    }

    private void unknownPath(PathFinder.None none) {
        Place place = none.segment()
                .map(index -> places.segment(request.segments().get(index)))
                .orElseGet(places::path);
        error(place, document.file() + " has no path " + none.written(), none.remedy());
    }

    /** A server that answers GET also answers HEAD. */
    private Optional<Operation> operation(ApiDocument.Path path) {
        Map<String, Supplier<Operation>> operations = path.operations();
        Supplier<Operation> found = operations.get(request.method());
        if (found == null && request.method().equals("HEAD")) {
            found = operations.get("GET");
        }
        if (found == null) {
            String known = operations.isEmpty() ? "none" : String.join(", ", operations.keySet());
            error(
                    places.method(),
                    path.template() + " has no " + request.method() + " in " + document.file(),
                    "known: " + known);
            return Optional.empty();
        }
        return Optional.of(found.get());
    }

    private void check(Operation operation, PathFinder.Match match) {
        if (operation.deprecated()) {
            warn(
                    places.path(),
                    request.method() + " " + match.path().template() + " is deprecated in " + document.file(),
                    "");
        }
        checkSegments(operation, match);
        checkQuery(operation);
        checkHeaders(operation);
        checkBody(operation);
    }

    private void checkSegments(Operation operation, PathFinder.Match match) {
        for (Parameter parameter : operation.parameters(ApiDocument.Place.PATH)) {
            Integer index = match.segments().get("{" + parameter.name() + "}");
            if (index != null) {
                Template segment = request.segments().get(index);
                checkValues(parameter, List.of(segment), places.segment(segment));
            }
        }
    }

    private void checkQuery(Operation operation) {
        List<Parameter> declared = operation.parameters(ApiDocument.Place.QUERY);
        Map<String, List<HttpParts.Parameter>> sent = new LinkedHashMap<>();
        request.query()
                .forEach(parameter -> sent.computeIfAbsent(decoded(parameter.name()), absent -> new ArrayList<>())
                        .add(parameter));
        sent.forEach((name, values) -> {
            Place place = places.query(values.get(0).name());
            Optional<Parameter> known = named(declared, name);
            known.ifPresent(parameter -> checkValues(
                    parameter, values.stream().map(HttpParts.Parameter::value).toList(), place));
            if (known.isEmpty() && !new QueryNames(declared).allow(name) && !isKey(name)) {
                warn(
                        place,
                        document.file() + " has no query parameter '" + name + "' here",
                        DidYouMean.remedy(name, names(declared), ""));
            }
        });
        declared.stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .filter(name -> sent.keySet().stream().noneMatch(name::equals)
                        && !target.query().contains(name))
                .filter(name -> sent.keySet().stream().noneMatch(each -> each.startsWith(name + "[")))
                .forEach(name -> error(places.path(), "the query parameter '" + name + "' is required", "add it"));
    }

    private void checkHeaders(Operation operation) {
        for (Parameter parameter : operation.parameters(ApiDocument.Place.HEADER)) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            Template value = request.headers().get(name);
            if (value != null && !NO_PARAMETERS.contains(name)) {
                checkValues(parameter, List.of(value), places.header(name));
            } else if (value == null && parameter.required() && !NO_PARAMETERS.contains(name)) {
                missingHeader(name);
            }
        }
    }

    private void missingHeader(String name) {
        if (!target.headers().contains(name)) {
            warn(
                    places.call(),
                    "the header '" + name + "' is required",
                    "add it, or set gather.upstreams." + target.name() + ".headers." + name);
        }
    }

    /** Checks the values of one parameter, if all are known. */
    private void checkValues(Parameter parameter, List<Template> values, Place place) {
        if (values.stream().allMatch(Template::isLiteral)) {
            List<String> texts =
                    values.stream().map(value -> text(value, parameter.place())).toList();
            ValueCheck.fault(parameter, texts)
                    .ifPresent(fault -> error(
                            place, String.join(", ", texts) + " is not valid for '" + parameter.name() + "'", fault));
        }
    }

    private static String text(Template literal, ApiDocument.Place place) {
        StringBuilder text = new StringBuilder();
        literal.parts().forEach(part -> text.append(((Template.Text) part).text()));
        return switch (place) {
            case HEADER -> text.toString();
            case QUERY -> decoded(text.toString());
            case PATH -> decoded(text.toString().replace("+", "%2B"));
        };
    }

    private void checkBody(Operation operation) {
        if (request.body().isEmpty()) {
            operation
                    .body()
                    .filter(Body::required)
                    .ifPresent(body -> error(places.call(), request.method() + " needs a body here", "add body"));
        } else if (operation.body().isEmpty()) {
            warn(places.body(""), document.file() + " has no body for " + request.method() + " here", "remove it");
        } else {
            contentType()
                    .ifPresent(type -> checkBody(
                            type, request.body().get(), operation.body().get()));
        }
    }

    private void checkBody(String type, JsonTemplate sent, Body body) {
        Optional<Map<String, @Nullable Object>> schema = body.schema(type);
        if (schema.isEmpty() && !body.schemas().isEmpty()) {
            Place place = request.headers().containsKey(CONTENT_TYPE) ? places.header(CONTENT_TYPE) : places.body("");
            String known = String.join(", ", body.schemas().keySet());
            error(place, "the body is sent as " + type + ", which is none of its types", "known: " + known);
        } else if (type.endsWith("json")) {
            new BodyCheck((pointer, key, fault) ->
                            error(key ? places.bodyKey(pointer) : places.body(pointer), fault, ""))
                    .check(sent, schema.orElse(ApiDocument.ANYTHING));
        }
    }

    /** The media type of the body; empty if it is not known before a request is made. */
    private Optional<String> contentType() {
        Template header = request.headers().get(CONTENT_TYPE);
        if (header == null) {
            return target.headers().contains(CONTENT_TYPE) ? Optional.empty() : Optional.of(JSON);
        }
        return header.isLiteral()
                ? Optional.of(text(header, ApiDocument.Place.HEADER)
                        .replaceFirst(";.*", "")
                        .strip()
                        .toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private boolean isKey(String name) {
        return document.keys().contains(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<Parameter> named(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    private static Set<String> names(List<Parameter> parameters) {
        Set<String> names = new LinkedHashSet<>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void error(Place place, String fault, String remedy) {
        add(Severity.ERROR, place, fault, remedy);
    }

    private void warn(Place place, String fault, String remedy) {
        add(Severity.WARNING, place, fault, remedy);
    }

    private void add(Severity severity, Place place, String fault, String remedy) {
        problems.add(new Problem(
                severity, ProblemCode.UPSTREAM_CONTRACT, place.file(), place.position(), place.path(), fault, remedy));
    }
}
