package dev.gather.source;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Connects to a backend with a login, and once more with the next one where that is refused: a password that has been changed
 * costs no caller an error.
 *
 * @param connect opens a connection with a login
 * @param refused whether a failure of it means that the login is at fault
 * @param next the login after a refused one, the same again if there is no other
 */
public record LoginTwice<L, C>(
        Function<L, Future<C>> connect, Predicate<Throwable> refused, Function<L, Future<L>> next) {
    /** A connection with this login, or with the next one. */
    public Future<C> with(L login) {
        return connect.apply(login)
                .recover(thrown -> refused.test(thrown) ? after(login, thrown) : Future.failedFuture(thrown));
    }

    private Future<C> after(L refusedLogin, Throwable thrown) {
        return next.apply(refusedLogin)
                .compose(other -> other.equals(refusedLogin) ? Future.failedFuture(thrown) : connect.apply(other));
    }
}
