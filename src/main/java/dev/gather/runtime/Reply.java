package dev.gather.runtime;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * An answer of the runtime API.
 *
 * @param status its HTTP status
 * @param headers by name, in any case
 * @param body its whole body
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, HttpHeaders headers, byte[] body) {
    /** Copies the body once, out of the memory that the network's reads share. */
    static Reply of(FullHttpResponse response) {
        return new Reply(response.status().code(), response.headers(), ByteBufUtil.getBytes(response.content()));
    }

    /** Whether the request was accepted. */
    boolean isAccepted() {
        return status / 100 == 2;
    }
}
