package dev.gather.aws;

import io.vertx.core.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The login in a secret of AWS Secrets Manager. The secret is read at the first connection and kept until the server refuses
 * it; connections that are opened at the same time share one reading. A reading that failed is not kept.
 */
public final class SecretLogin {
    private final SecretsExtension extension;
    private final String secret;
    private @Nullable Future<SecretsExtension.Login> kept;

    /** @param secret its name or ARN */
    public SecretLogin(SecretsExtension extension, String secret) {
        this.extension = extension;
        this.secret = secret;
    }

    /** The login for a new connection. Fails with a {@link dev.gather.failure.Failure}. */
    public synchronized Future<SecretsExtension.Login> current() {
        Future<SecretsExtension.Login> known = kept;
        return known == null || known.failed() ? read(false) : known;
    }

    /**
     * The login after the server has refused one, read anew unless somebody else has done so.
     *
     * @param refused whether a login is the one that has just been refused
     */
    public synchronized Future<SecretsExtension.Login> after(Predicate<SecretsExtension.Login> refused) {
        Future<SecretsExtension.Login> known = kept;
        boolean old = known == null || known.failed() || (known.succeeded() && refused.test(known.result()));
        return old ? read(true) : known;
    }

    private Future<SecretsExtension.Login> read(boolean fresh) {
        Future<SecretsExtension.Login> read = extension.login(secret, fresh);
        kept = read;
        return read;
    }
}
