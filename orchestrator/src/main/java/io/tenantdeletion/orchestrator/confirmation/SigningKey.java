package io.tenantdeletion.orchestrator.confirmation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** The key of the preview tokens: configured, or the one that the replicas share through their database. */
@Singleton
class SigningKey {

    private static final String SHARED = "select value from orchestrator.secrets where name = 'preview-token'";

    private final Uni<String> key;

    SigningKey(ConfirmationConfig config, Pool pool) {
        this.key = config.key()
                .map(text -> Uni.createFrom().item(text))
                .orElseGet(() -> pool.query(SHARED)
                        .execute()
                        .map(rows -> rows.iterator().next().getString("value")));
    }

    Uni<TokenCodec> codec() {
        return key.map(TokenCodec::new);
    }
}
