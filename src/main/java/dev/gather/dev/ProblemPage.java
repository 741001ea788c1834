package dev.gather.dev;

import dev.gather.catalog.Catalog;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.yaml.Problem;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the problems of the compositions as a page in a browser. */
@Singleton
@IfBuildProfile("dev")
class ProblemPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Gather: compositions</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 60rem; padding: 0 1rem; color: #222 }
              h1 { font-size: 1.4rem } li { margin: .8rem 0 } code { color: #666; display: block }
              b { font-weight: 600 } em { font-style: normal; color: #06642f }
            </style>
            <h1>%s</h1><ol>%s</ol>
            <p>Fix the files and reload this page; no restart is needed.</p></html>
            """;

    private final Catalog catalog;

    ProblemPage(Catalog catalog) {
        this.catalog = catalog;
    }

    void register(@Observes Router router) {
        router.get().order(0).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted == null
                || !accepted.contains("text/html")
                || String.valueOf(context.request().path()).startsWith("/q/")) {
            context.next();
            return;
        }
        catalog.compositions()
                .emitOn(command -> context.vertx().runOnContext(ignored -> command.run()))
                .subscribe()
                .with(compositions -> context.next(), failure -> show(context, failure));
    }

    private static void show(RoutingContext context, Throwable failure) {
        if (failure instanceof InvalidCompositionsException invalid) {
            context.response()
                    .setStatusCode(500)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(page(invalid.problems()));
        } else {
            context.fail(failure);
        }
    }

    private static String page(List<Problem> problems) {
        String title = problems.size() == 1
                ? "The compositions have a problem"
                : "The compositions have " + problems.size() + " problems";
        return PAGE.formatted(title, problems.stream().map(ProblemPage::item).collect(Collectors.joining()));
    }

    private static String item(Problem problem) {
        String place = problem.file() + ":" + problem.position() + " " + problem.path();
        String remedy = problem.remedy().isEmpty() ? "" : " <em>" + escape(problem.remedy()) + "</em>";
        return "<li><code>" + escape(place) + "</code><b>" + escape(problem.fault()) + "</b>" + remedy + "</li>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
