/** Describes the routes of compositions as OpenAPI: what they take, what they answer, and how they fail. */
package dev.gather.openapi;
