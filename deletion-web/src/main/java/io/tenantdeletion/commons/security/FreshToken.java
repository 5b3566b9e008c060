package io.tenantdeletion.commons.security;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Supplier;

/**
 * Repeats a call that was answered with 401, once: the client of a service has marked its token as bad by then, so the
 * second call carries a new one. Tokens go bad before their time where the identity provider has got new keys.
 */
public final class FreshToken {

    private static final int UNAUTHORIZED = 401;

    private FreshToken() {}

    /** What the call comes to, with a new token where the kept one was not accepted. */
    public static <T> Uni<T> after401(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure(FreshToken::isUnauthorized)
                .retry()
                .atMost(1);
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == UNAUTHORIZED;
    }
}
