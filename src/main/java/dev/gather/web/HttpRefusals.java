package dev.gather.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Local HTTP for what quarkus-rest would refuse by itself: it is answered as everything else. */
public class HttpRefusals {
    private static final byte[] NOTHING = new byte[0];

    private final HttpResource resource;

    HttpRefusals(HttpResource resource) {
        this.resource = resource;
    }

    /** Answers a method that the resource does not have, whose content does not matter, and a content type that cannot be parsed. */
    @ServerExceptionMapper
    public Uni<Response> answer(
            WebApplicationException refusal, HttpServerRequest request, ContainerRequestContext context)
            throws IOException {
        boolean unread = refusal instanceof NotAllowedException;
        return resource.handle(
                request, unread ? NOTHING : context.getEntityStream().readAllBytes());
    }
}
