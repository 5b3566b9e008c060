package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationConfig.Required;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.confirmation.IssuedToken;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.Unavailable;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToDelete;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /**
     * A token for a preview of a user, which may take as long as the tenants' own previews.
     *
     * @param future what would become of the user's tenants
     * @param unavailable who could not say what else would go
     */
    Uni<Issued> issue(UserId user, TenantImpact future, List<Unavailable> unavailable) {
        boolean needless = confirmations.config().required() == Required.NEVER
                || future.toDelete().isEmpty()
                || !previews.unanswered(unavailable).isEmpty();
        if (needless) {
            return Uni.createFrom().item(Issued.NOTHING);
        }
        return count(future.toDelete(), previews::count).chain(counted -> {
            List<Unavailable> unanswered = unanswered(counted);
            return unanswered.isEmpty()
                    ? confirmations
                            .issue(Subject.of(user), expectation(counted, future.deleted()))
                            .map(token -> new Issued(Optional.of(token), List.of()))
                    : Uni.createFrom().item(new Issued(Optional.empty(), unanswered));
        });
    }

    /** Each service once, with the first tenant of which it did not answer. */
    private List<Unavailable> unanswered(List<PlatformPreview> going) {
        Map<String, Unavailable> missing = new LinkedHashMap<>();
        going.forEach(tenant -> previews.unanswered(tenant.unavailable())
                .forEach(one -> missing.putIfAbsent(
                        one.service(),
                        new Unavailable(one.service(), one.reason() + ", of tenant " + tenant.tenantId()))));
        return List.copyOf(missing.values());
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
        long total = future.deleted();
        return countInTime(going).chain(now -> {
            if (token != null) {
                return confirmations.require(
                        user, token, named(going, total), now.map(counted -> expectation(counted, total)));
            }
            return required == Required.LARGE
                            && now.filter(counted -> areSmall(counted, total)).isPresent()
                    ? Uni.createFrom().item(Confirmed.NOTHING)
                    : Uni.createFrom().failure(ConfirmationProblems.requiredForUser());
        });
    }

    /** All of them are counted, each is small, and so are so many together that no token names one by one. */
    private boolean areSmall(List<PlatformPreview> going, long total) {
        return going.size() == total
                && going.stream().allMatch(confirmations::isSmall)
                && expectation(going, total).services().values().stream()
                        .allMatch(counted ->
                                counted.rows() < confirmations.config().largeRows());
    }

    /** Empty where the services take longer; fails with a 503 problem where one of them did not answer. */
    private Uni<Optional<List<PlatformPreview>>> countInTime(List<TenantToDelete> going) {
        return count(going, previews::countAll)
                .map(Optional::of)
                .ifNoItem()
                .after(confirmations.config().countTimeout())
                .recoverWithItem(Optional.empty());
    }

    private static Uni<List<PlatformPreview>> count(
            List<TenantToDelete> going, Function<TenantId, Uni<PlatformPreview>> count) {
        return Multi.createFrom()
                .iterable(going)
                .onItem()
                .transformToUni(tenant -> count.apply(tenant.tenantId()))
                .merge(AT_ONCE)
                .collect()
                .asList();
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

    private static Expectation expectation(List<PlatformPreview> going, long total) {
        Map<String, Expectation.Counted> seen = new LinkedHashMap<>();
        if (total <= NAMED) {
            going.forEach(tenant ->
                    seen.put(tenant.tenantId().toString(), new Expectation.Counted(tenant.totalRecords(), null)));
        } else {
            long all = going.stream().mapToLong(PlatformPreview::totalRecords).sum();
            seen.put(all(total), new Expectation.Counted(all, null));
        }
        return new Expectation(seen);
    }

    /**
     * What came of the question for a token.
     *
     * @param token empty where none is needed, or not all is known
     * @param unanswered who has not counted, so that there is none
     */
    record Issued(Optional<IssuedToken> token, List<Unavailable> unanswered) {

        static final Issued NOTHING = new Issued(Optional.empty(), List.of());
    }
}
