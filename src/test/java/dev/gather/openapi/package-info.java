/** Tests of the OpenAPI documents of compositions. */
package dev.gather.openapi;
