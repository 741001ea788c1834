package dev.gather.http;

import dev.gather.failure.Failure;
import io.netty.handler.codec.DecoderException;

/**
 * Bytes that came on a pooled connection just after a request was written, and are no answer to it: an upstream sent them
 * behind an earlier answer. Its cause is the failure of a request that cannot be repeated.
 */
final class ForeignBytesException extends DecoderException {
    private static final long serialVersionUID = 1L;

    ForeignBytesException() {
        super(Failure.temporary(
                Failure.Code.CONNECTION,
                "the connection held bytes that are no answer to the request, which may have been processed"));
    }
}
