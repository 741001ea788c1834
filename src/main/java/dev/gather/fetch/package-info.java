/**
 * Everything that happens around one request: a list of layers, such as retries and timeout. {@link dev.gather.fetch.Layers}
 * lists them from the outside in; a new layer is a class that implements {@code Layer}, and a line there.
 *
 * <p>Where further features belong:
 *
 * <ul>
 *   <li>a cache is a layer right inside {@code CoalesceLayer}, which stays the outermost; it keeps each source's answers by
 *       {@link dev.gather.source.Request#key()}, which tells apart the requests of one source only;
 *   <li>coalescing across executions is a layer inside the cache, with a map of its own, and with a {@code Uni} that runs
 *       once for all its subscribers and is cancelled with the last of them;
 *   <li>authentication is a layer inside {@code RetryLayer}, so that each attempt has a valid token;
 *       {@link dev.gather.source.Request} needs a method that adds the token.
 * </ul>
 */
package dev.gather.fetch;
