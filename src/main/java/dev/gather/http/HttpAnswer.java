package dev.gather.http;

/**
 * An upstream's answer, not yet read.
 *
 * @param status HTTP's status
 * @param contentType the content type, empty where there is none
 * @param body the whole body, empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, String contentType, byte[] body) {}
