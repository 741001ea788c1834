package dev.gather.contract;

import java.nio.file.Path;

/** Reads OpenAPI documents. */
public interface OpenApiReader {
    /**
     * Reads a document, and the files beside it that it refers to. Nothing is fetched over the network.
     *
     * @throws UnusableDocumentException if it is not there, is no OpenAPI document of version 3.0 or 3.1, is too large, or
     *     refers to what cannot be read
     */
    ApiDocument read(Path file);
}
