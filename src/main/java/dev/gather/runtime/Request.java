package dev.gather.runtime;

/**
 * A request to the runtime API.
 *
 * @param head the request line and the headers, with the empty line after them
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent")
record Request(String head, byte[] body) {}
