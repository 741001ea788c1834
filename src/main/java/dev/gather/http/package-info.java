/**
 * Sources that are HTTP calls: reads their part of the YAML, renders requests, sends them through the reactive REST
 * client and maps its exceptions to failures.
 */
package dev.gather.http;
