/**
 * The service for containers, in a build of its own: what it has beside the front door for HTTP. It starts, says whether it is ready,
 * counts what it does, sheds load that it cannot bear, and ends without losing a request.
 */
package dev.gather.container;
