package io.tenantdeletion.moderation.submission;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is left of a deleted user beside the columns that name them. */
public final class DeletedUsers {

    private static final List<String> TABLES = List.of("delivery", "delivery_lane", "outbox");

    private DeletedUsers() {}

    /** Removes what was to tell them of decisions; after their rows are purged, in the same transaction. */
    public static Uni<Void> forgetEvents(Mutiny.Session session, UserId user) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String table : TABLES) {
            done = done.chain(
                    () -> session.createNativeQuery("delete from moderation." + table + " where subject = :user")
                            .setParameter("user", user.value())
                            .executeUpdate()
                            .replaceWithVoid());
        }
        return done;
    }
}
