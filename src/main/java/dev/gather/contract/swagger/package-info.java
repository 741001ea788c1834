/**
 * Reads OpenAPI documents with swagger-parser, which the function does not have: nothing outside of this package names its
 * classes, and {@link dev.gather.contract.OpenApiLibrary} finds them.
 */
package dev.gather.contract.swagger;
