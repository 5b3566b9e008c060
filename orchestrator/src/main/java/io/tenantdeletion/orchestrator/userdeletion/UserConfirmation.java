package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationConfig.Required;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.confirmation.IssuedToken;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToDelete;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What protects a large tenant from being deleted unseen protects it, too, where it would go with a user: the user's
 * preview gives a token, and the request needs it.
 */
@ApplicationScoped
public class UserConfirmation {

    private static final int AT_ONCE = 4;

    /** A token names so many tenants one by one, and of more only how many rows there are. */
    private static final int NAMED = 100;

    private final PlatformPreviews previews;
    private final Confirmations confirmations;

    UserConfirmation(PlatformPreviews previews, Confirmations confirmations) {
        this.previews = previews;
        this.confirmations = confirmations;
    }

    /** A token for a preview of a user; empty where none is needed, or not all is known in time. */
    public Uni<Optional<IssuedToken>> issue(UserPreview preview) {
        boolean needless = confirmations.config().required() == Required.NEVER
                || preview.tenantsToDelete().isEmpty()
                || !preview.unavailable().isEmpty();
        if (needless) {
            return Uni.createFrom().item(Optional.empty());
        }
        return countInTime(preview.tenantsToDelete(), preview.totalTenantsToDelete())
                .chain(counted -> counted.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : confirmations
                                .issue(Subject.of(preview.userId()), counted.get())
                                .map(Optional::of));
    }

    /**
     * Lets a request pass that needs no token or has a good one.
     *
     * @return fails like {@link Confirmations#require}
     */
    Uni<Confirmed> require(UserJobRequest request, TenantImpact future) {
        List<TenantToDelete> going = future.toDelete();
        String token = request.options().previewToken();
        RequestedAs as = request.origin().requestedAs();
        Required required = confirmations.config().required();
        boolean free = as == RequestedAs.SERVICE
                || required == Required.NEVER
                || request.options().force();
        if (token == null && (free || going.isEmpty())) {
            return Uni.createFrom().item(Confirmed.NOTHING);
        }
        UserId user = request.user();
        return countInTime(going, future.deleted()).chain(now -> {
            if (token != null) {
                return confirmations.require(user, token, named(going, future.deleted()), now);
            }
            boolean small =
                    required == Required.LARGE && now.filter(this::areSmall).isPresent();
            return small
                    ? Uni.createFrom().item(Confirmed.NOTHING)
                    : Uni.createFrom().failure(ConfirmationProblems.requiredForUser());
        });
    }

    private boolean areSmall(Expectation going) {
        return going.services().values().stream()
                .allMatch(tenant -> tenant.rows() < confirmations.config().largeRows());
    }

    private Uni<Optional<Expectation>> countInTime(List<TenantToDelete> going, long total) {
        return count(going, total)
                .map(Optional::of)
                .ifNoItem()
                .after(confirmations.config().countTimeout())
                .recoverWithItem(Optional.empty());
    }

    /** Rows by tenant; fails with a 503 problem where a service did not answer. */
    private Uni<Expectation> count(List<TenantToDelete> going, long total) {
        return Multi.createFrom()
                .iterable(going)
                .onItem()
                .transformToUni(tenant -> previews.countAll(tenant.tenantId())
                        .map(preview -> Map.entry(tenant.tenantId().toString(), preview.totalRecords())))
                .merge(AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(rows -> expectation(rows, total));
    }

    /** As in {@link #expectation}. */
    private static Set<String> named(List<TenantToDelete> going, long total) {
        return total > NAMED
                ? Set.of(all(total))
                : going.stream().map(tenant -> tenant.tenantId().toString()).collect(Collectors.toSet());
    }

    private static String all(long tenants) {
        return tenants + " tenants";
    }

    private static Expectation expectation(Map<String, Long> rows, long total) {
        Map<String, Expectation.Counted> seen = new LinkedHashMap<>();
        if (total <= NAMED) {
            rows.forEach((tenant, count) -> seen.put(tenant, new Expectation.Counted(count, null)));
        } else {
            long all = rows.values().stream().mapToLong(Long::longValue).sum();
            seen.put(all(total), new Expectation.Counted(all, null));
        }
        return new Expectation(seen);
    }
}
