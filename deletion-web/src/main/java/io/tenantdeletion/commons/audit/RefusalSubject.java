package io.tenantdeletion.commons.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Whom the current request is about, where that is not in its path: told by the resource, for a refusal's line. */
@RequestScoped
public class RefusalSubject {

    private volatile UUID subject;

    /** The request is about this tenant or user. */
    public void is(UUID tenantOrUser) {
        subject = tenantOrUser;
    }

    Optional<UUID> get() {
        return Optional.ofNullable(subject);
    }
}
