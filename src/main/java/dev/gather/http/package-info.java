/**
 * Sources that are HTTP calls: reads their part of the YAML, renders requests, sends them through the reactive REST
 * client and maps what goes wrong.
 */
package dev.gather.http;
