/**
 * Holds sources against the OpenAPI documents of their upstreams: paths, methods, parameters and bodies, and the shapes of
 * answers.
 */
package dev.gather.contract;
