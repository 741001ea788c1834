/**
 * Everything that happens around one request: a list of layers, such as retries and timeout. {@link dev.gather.fetch.Layers}
 * lists them from the outside in; a new layer is a class that implements {@code Layer}, and a line there.
 *
 * <p>Authentication is none of them: a request is authenticated as it is written, so that its key, by which equal requests are
 * known, has no credential.
 */
package dev.gather.fetch;
