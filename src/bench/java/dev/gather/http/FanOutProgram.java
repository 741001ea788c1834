package dev.gather.http;

import io.vertx.core.Future;

/** A program that asks an upstream for many documents, and answers with the list of them. */
interface FanOutProgram {
    /** The bytes of an answer with the first documents. Called on the event loop. */
    Future<byte[]> answer(int documents);
}
