package dev.gather.console;

import dev.gather.cli.UnusableException;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.dev.ClassPathText;
import dev.gather.failure.Failure;
import dev.gather.rehearsal.Documents;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends the console's answers. */
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final String FOLDER = "console/";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "problems.html", "text/html; charset=utf-8",
            "console.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private Answers() {}

    /** Does work that may block on a worker thread, and goes on with its result on the event loop. */
    static <T> void worker(RoutingContext context, Callable<T> work, Consumer<T> next) {
        context.vertx()
                .executeBlocking(work, false)
                .onSuccess(next::accept)
                .onFailure(thrown -> failed(context, thrown));
    }

    /** Answers with a JSON object that may take work to make. */
    static void json(RoutingContext context, Callable<Map<String, @Nullable Object>> work) {
        worker(context, () -> Documents.text(work.call()), text -> send(context, 200, text));
    }

    /** Answers with what was wrong with the request, or with 500 if it was not the request. */
    static void failed(RoutingContext context, Throwable thrown) {
        if (thrown instanceof InvalidCompositionsException) {
            refuse(context, 409, "the compositions have problems");
        } else if (thrown instanceof IllegalArgumentException
                || thrown instanceof UnusableException
                || thrown instanceof Failure) {
            refuse(context, 400, String.valueOf(thrown.getMessage()));
        } else {
            LOG.error("the console failed", thrown);
            refuse(context, 500, "the console failed, see the log");
        }
    }

    /** Answers that it is not done, and why. */
    static void refuse(RoutingContext context, int status, String fault) {
        send(context, status, Documents.text(Map.of("fault", fault)));
    }

    private static void send(RoutingContext context, int status, String json) {
        if (!context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json)
                    .onFailure(thrown -> LOG.debug("the page has left", thrown));
        }
    }

    /** Answers with one of the console's files. */
    static void file(RoutingContext context, String name) {
        String type = name.matches("[a-z]+\\.js") ? SCRIPT : FILES.get(name);
        if (type == null || !ClassPathText.exists(FOLDER + name)) {
            refuse(context, 404, "the console has no such file");
            return;
        }
        worker(context, () -> ClassPathText.read(FOLDER + name), text -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(text)
                .onFailure(thrown -> LOG.debug("the page has left", thrown)));
    }
}
