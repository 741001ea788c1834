package dev.gather.web;

import dev.gather.execution.CallContext;
import io.quarkus.runtime.LaunchMode;
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
import java.util.Optional;

/**
 * Serves HTTP with quarkus-rest: requests for any path and method go to the {@link WebDoor}, as a function's do. On a laptop it stands
 * for the function; in a container it is the front door.
 */
@Path("/{path:.*}")
public class HttpResource {
    private static final Envelope<Response> RESPONSES = new Responses();

    /** Whether it stands for a function, whose limits it then has. */
    private static final boolean IS_FUNCTION = LaunchMode.current().isDevOrTest();

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
        WebRequest webRequest = new HttpExchange(request).request(body, call(request));
        return Uni.createFrom()
                .deferred(() -> request.response().closed() ? left() : door.handle(webRequest, RESPONSES));
    }

    /** Of a caller who has left before the answer was begun: nothing would tell of that later. */
    private static Uni<Response> left() {
        return Uni.createFrom().item(() -> Response.noContent().build());
    }

    /** What is in front of a container tells which request of its own log it is. */
    private static CallContext call(HttpServerRequest request) {
        return IS_FUNCTION
                ? LOCAL
                : CallContext.NONE.through(
                        "http",
                        Optional.ofNullable(request.getHeader("x-request-id"))
                                .or(() -> Optional.ofNullable(request.getHeader("x-amzn-trace-id"))));
    }

    /** Makes JAX-RS responses. */
    private static final class Responses implements Envelope<Response> {
        @Override
        public boolean takesBinary() {
            return true;
        }

        @Override
        public Response seal(WebAnswer answer) {
            if (IS_FUNCTION) {
                checkSize(answer);
            }
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
