package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Where a caller goes on after something that others may complete: a session belongs to one context. */
public final class CallerContext {

    private CallerContext() {}

    /** The same, whose result arrives in the context of whoever subscribes. */
    public static <T> Uni<T> goOn(Uni<T> shared) {
        return Uni.createFrom().deferred(() -> {
            Context own = Vertx.currentContext();
            return own == null ? shared : shared.emitOn(next -> own.runOnContext(ignored -> next.run()));
        });
    }
}
