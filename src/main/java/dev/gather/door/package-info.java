/**
 * The ways in: the Lambda handler, local HTTP, routes and problem documents. A door turns what came into a composition
 * and its arguments, and an answer or a failure into what its caller understands.
 */
package dev.gather.door;
