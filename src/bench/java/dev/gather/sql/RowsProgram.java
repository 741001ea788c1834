package dev.gather.sql;

import io.vertx.core.Future;

/** A program that answers with the rows of a query. */
interface RowsProgram {
    /** The bytes of an answer with the first rows. Called on the event loop. */
    Future<byte[]> answer(int rows);
}
