/**
 * Everything around one request, as one list of layers of one type; {@link dev.gather.fetch.Layers} reads from top to bottom.
 * A layer is resolved for each source when compositions are loaded, and owns its keys of the YAML.
 *
 * <p>What is to come has its place:
 *
 * <ul>
 *   <li>a cache is a layer outside of {@code CoalesceLayer}: a hit asks nothing, and equal misses are asked once;
 *   <li>coalescing across executions is {@code CoalesceLayer} with a map of its own in place of the execution's;
 *   <li>pagination is a layer outside of {@code RetryLayer}, which asks the next for page after page and needs from the kind
 *       how to make the next page's request of an answer: one more method of {@link dev.gather.source.Request};
 *   <li>authentication is a layer inside of {@code RetryLayer}, so that each attempt has a token that is still valid, and
 *       needs from the kind how to add it: one more method of {@link dev.gather.source.Request};
 *   <li>a total timeout, over all attempts, is a layer outside of {@code RetryLayer};
 *   <li>batching makes one request of many elements: one more method of {@link dev.gather.source.Call} beside {@code render},
 *       called where {@code SourceRun} makes its questions;
 *   <li>a snapshot transaction is a connection that the kind keeps for all queries of an execution, as {@code CoalesceLayer}
 *       keeps answers ({@link dev.gather.source.Scope#kept}); a scope then needs to say when the execution ends.
 * </ul>
 */
package dev.gather.fetch;
