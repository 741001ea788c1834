package dev.gather.web;

import dev.gather.composition.Compositions;
import io.smallrye.mutiny.Uni;

/** The front door for tools, behind those for HTTP. */
public interface ToolDoor {
    /**
     * Answers a message.
     *
     * @param request the request that brought it, by POST
     * @param content the message, which should be JSON; decompressed
     */
    Uni<Made> answer(WebRequest request, byte[] content, Compositions compositions);
}
