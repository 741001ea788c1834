package dev.gather.http;

import dev.gather.source.Call;
import dev.gather.source.Learnt;
import dev.gather.source.Missing;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sources that are HTTP calls: {@code http: GET carrier:/parcels/{% $item.id %}}, or the same as a mapping. */
@ApplicationScoped
class HttpKind implements SourceKind {
    private static final Set<String> OPTIONS = Stream.of(
                    RequestRules.KEYS, AnswerRulesReader.KEYS, Set.of(PaginationReader.KEY))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Upstreams upstreams;

    HttpKind(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public String key() {
        return "http";
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public Set<String> answerVariables() {
        return Set.of(ReservedVariables.STATUS, ReservedVariables.HEADERS);
    }

    @Override
    public Missing missingByDefault() {
        return Missing.FAILS;
    }

    @Override
    public Optional<String> outline(SourceYaml source) {
        return source.find(key()).flatMap(Outline::of);
    }

    @Override
    public String learning() {
        return "check --openapi";
    }

    @Override
    public Map<String, @Nullable Object> schema(SourceYaml source, Optional<Learnt> learnt) {
        return new AnswerSchema(source).of(learnt);
    }

    @Override
    public Optional<Call> resolve(SourceYaml source, TemplateReader templates) {
        AnswerRules answers = new AnswerRulesReader(source, templates.problems()).read();
        RequestRules requests = RequestRules.read(source, templates.problems());
        HttpCallReader reader = new HttpCallReader(upstreams, templates, answers, requests);
        Optional<Pagination> pages = new PaginationReader(source, templates).read();
        Optional<HttpCall> call = source.find(key()).flatMap(reader::read).map(made -> made.paged(pages));
        call.filter(made -> source.has(PaginationReader.KEY)).ifPresent(made -> checkPaged(made, source, templates));
        return call.map(made -> made);
    }

    private static void checkPaged(HttpCall call, SourceYaml source, TemplateReader templates) {
        String method = call.template().method();
        if (!method.equals("GET") && !method.equals("POST")) {
            templates
                    .problems()
                    .addAtKey(
                            ProblemCode.CONFLICTING_KEYS,
                            source.body(),
                            PaginationReader.KEY,
                            "the answer to " + method + " has no pages",
                            "remove it");
        }
    }
}
