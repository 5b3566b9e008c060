package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts while a user is taken out of tenants, part by part; remembers as much as the answer shows. */
final class DepartureTally {

    static final int MOST_ERRORS = 100;

    private static final String STAYS =
            "The tenant would have no owner. Transfer its ownership, or have it deleted, first.";

    private final List<Departure.Error> errors = new ArrayList<>();
    private long deleted;
    private long stayed;

    void add(long deletedRows, List<UUID> stayedIn) {
        deleted += deletedRows;
        stayed += stayedIn.size();
        stayedIn.stream()
                .limit((long) MOST_ERRORS - errors.size())
                .forEach(tenant -> errors.add(new Departure.Error(new TenantId(tenant), STAYS)));
    }

    Departure result(UserId user, Instant ended) {
        long omitted = stayed - errors.size();
        return new Departure(
                user,
                Map.of("tenant_members", deleted),
                stayed == 0,
                List.copyOf(errors),
                omitted == 0 ? null : omitted,
                ended);
    }
}
