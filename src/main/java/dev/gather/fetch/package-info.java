/**
 * Everything that happens around one request: a list of layers, such as retries and timeout. {@link dev.gather.fetch.Layers}
 * lists them from the outside in; a new layer is a class that implements {@code Layer}, and a line there.
 *
 * <p>Where further features belong:
 *
 * <ul>
 *   <li>authentication is a layer inside {@code RetryLayer}, so that each attempt has a valid token;
 *       {@link dev.gather.source.Request} needs a method that adds the token.
 * </ul>
 */
package dev.gather.fetch;
