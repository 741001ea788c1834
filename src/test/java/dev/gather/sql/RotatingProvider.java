package dev.gather.sql;

import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider of an application, with credentials that a test sets. */
@Singleton
@Named("rotating")
class RotatingProvider implements CredentialsProvider {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> credentials = Map.of();
    private volatile Map<String, String> next = Map.of();
    private volatile boolean fails;

    @Override
    public Uni<Map<String, String>> getCredentialsAsync(String name) {
        asked.add(name);
        if (fails) {
            throw new IllegalStateException("s3cret");
        }
        Map<String, String> given = credentials;
        if (!next.isEmpty()) {
            credentials = next;
            next = Map.of();
        }
        return Uni.createFrom().item(given.isEmpty() ? null : given);
    }

    /** How often it was asked by this name. */
    long asked(String name) {
        return asked.stream().filter(name::equals).count();
    }

    /** Gives these from now on. */
    void give(String user, String password) {
        credentials = Map.of(USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, password);
    }

    /** Gives none from now on. */
    void giveNone() {
        credentials = Map.of();
    }

    /** Gives these from the time after the next. */
    void giveNext(String user, String password) {
        next = Map.of(USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, password);
    }

    /** Fails from now on, or no longer. */
    void fail(boolean from) {
        fails = from;
    }
}
