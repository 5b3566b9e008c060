package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.TenantId;
import java.util.Optional;
import java.util.UUID;

/** The order of pages about tenants: that of the sixteen bytes, as in PostgreSQL, and not that of {@link UUID}. */
final class TenantOrder {

    private TenantOrder() {}

    static int compare(TenantId one, TenantId other) {
        int high = Long.compareUnsigned(
                one.value().getMostSignificantBits(), other.value().getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.value().getLeastSignificantBits(), other.value().getLeastSignificantBits());
    }

    /** The id right before this one: the page after it begins with this one; empty before the first of all. */
    static Optional<TenantId> before(TenantId tenant) {
        long high = tenant.value().getMostSignificantBits();
        long low = tenant.value().getLeastSignificantBits();
        if (high == 0 && low == 0) {
            return Optional.empty();
        }
        return Optional.of(new TenantId(new UUID(low == 0 ? high - 1 : high, low - 1)));
    }
}
