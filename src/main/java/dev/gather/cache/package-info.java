/**
 * Keeps the answers of sources that say so: how long each may be given again, within how many bytes, and one request for all
 * executions that wait for the same answer.
 */
package dev.gather.cache;
