package dev.gather.web;

import io.smallrye.mutiny.Uni;

/** What is answered at a path of its own beside the routes of compositions, which win over it. Each page is a CDI bean. */
public interface Page {
    /** Whether it is at a path. */
    boolean isAt(String path);

    /** The answer to GET and HEAD. */
    Uni<WebAnswer> answer(WebRequest request);
}
