package dev.gather.json;

/**
 * A text of a document, given by its bytes: an answer within an answer. {@link JsonOutput} writes it without making a string
 * of it.
 *
 * @param bytes valid UTF-8, unless the text is their base64
 * @param base64 whether the text is the base64 of the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // texts are not compared
public record ByteText(byte[] bytes, boolean base64) {}
