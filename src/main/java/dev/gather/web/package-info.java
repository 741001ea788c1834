/**
 * HTTP for all front doors: requests and answers as records, routes, problem documents, entity tags, CORS and compression;
 * and one front door of its own, local HTTP.
 */
package dev.gather.web;
