/**
 * HTTP, whichever door brings it: requests and answers as records, routes, problem documents, entity tags, CORS and
 * compression; and the door of its own, local HTTP.
 */
package dev.gather.web;
