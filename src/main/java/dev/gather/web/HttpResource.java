package dev.gather.web;

import dev.gather.execution.CallContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves local HTTP with quarkus-rest: requests for any path and method go to the {@link WebDoor}, as a function's do. */
@Path("/{path:.*}")
public class HttpResource {
    private static final Envelope<Response> RESPONSES = new Responses();
    private static final CallContext LOCAL = CallContext.NONE.through("local", Optional.empty());

    private final WebDoor door;

    HttpResource(WebDoor door) {
        this.door = door;
    }

    /** Answers GET. */
    @GET
    public Uni<Response> get(@Context HttpServerRequest request) {
        return handle(request, new byte[0]);
    }

    /** Answers HEAD. */
    @HEAD
    public Uni<Response> head(@Context HttpServerRequest request) {
        return handle(request, new byte[0]);
    }

    /** Answers OPTIONS. */
    @OPTIONS
    public Uni<Response> options(@Context HttpServerRequest request) {
        return handle(request, new byte[0]);
    }

    /** Answers POST. */
    @POST
    public Uni<Response> post(@Context HttpServerRequest request, byte[] body) {
        return handle(request, body);
    }

    /** Answers PUT. */
    @PUT
    public Uni<Response> put(@Context HttpServerRequest request, byte[] body) {
        return handle(request, body);
    }

    /** Answers PATCH. */
    @PATCH
    public Uni<Response> patch(@Context HttpServerRequest request, byte[] body) {
        return handle(request, body);
    }

    /** Answers DELETE. */
    @DELETE
    public Uni<Response> delete(@Context HttpServerRequest request, byte[] body) {
        return handle(request, body);
    }

    /** Answers a request, whatever its method. */
    Uni<Response> handle(HttpServerRequest request, byte[] body) {
        String path = request.path();
        String query = request.query();
        WebRequest webRequest = new WebRequest(
                request.method().name(),
                path == null ? "" : path,
                query == null ? Map.of() : QueryString.parse(query),
                headers(request),
                Map.of(),
                body,
                LOCAL);
        return Uni.createFrom()
                .deferred(() -> request.response().closed() ? left() : door.handle(webRequest, RESPONSES));
    }

    /** Of a caller who has left before the answer was begun: nothing would tell of that later. */
    private static Uni<Response> left() {
        return Uni.createFrom().item(() -> Response.noContent().build());
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.computeIfAbsent(name, first -> new ArrayList<>())
                .add(value));
        return WebRequest.joined(headers);
    }

    /** Makes JAX-RS responses. */
    private static final class Responses implements Envelope<Response> {
        @Override
        public boolean takesBinary() {
            return true;
        }

        @Override
        public Response seal(WebAnswer answer) {
            checkSize(answer);
            Response.ResponseBuilder response = Response.status(answer.status());
            if (answer.body().length > 0) {
                response.entity(answer.body());
            }
            answer.headers().forEach(response::header);
            return response.build();
        }

        /** What a function could not answer is not answered here either. The document is never longer than six times its body. */
        private static void checkSize(WebAnswer answer) {
            if (answer.body().length > FunctionAnswer.LIMIT / 8) {
                var unused = JsonBody.write(FunctionAnswer.document(answer), FunctionAnswer.LIMIT);
            }
        }
    }
}
