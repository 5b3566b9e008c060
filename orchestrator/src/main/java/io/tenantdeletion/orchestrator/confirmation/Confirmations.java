package io.tenantdeletion.orchestrator.confirmation;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationConfig.Required;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.Expectation.Counted;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gives out preview tokens, asks for them, and compares. */
@ApplicationScoped
public class Confirmations {

    private final PlatformPreviews previews;
    private final ConfirmationConfig config;
    private final SigningKey key;
    private final Clock clock;

    Confirmations(PlatformPreviews previews, ConfirmationConfig config, SigningKey key, Clock clock) {
        this.previews = previews;
        this.config = config;
        this.key = key;
        this.clock = clock;
    }

    /** A token for what a preview showed; empty where a service did not answer, for nobody has seen its rows then. */
    public Uni<Optional<IssuedToken>> issue(PlatformPreview preview) {
        if (!previews.unanswered(preview.unavailable()).isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return issue(Subject.of(preview.tenantId()), seen(preview)).map(Optional::of);
    }

    /** A token for what somebody has seen of a subject. */
    public Uni<IssuedToken> issue(Subject subject, Expectation seen) {
        PreviewToken token =
                new PreviewToken(UUID.randomUUID(), subject, clock.instant().plus(config.tokenValidity()), seen);
        return key.codec().map(codec -> new IssuedToken(codec.write(token), token.expires()));
    }

    /** Whether people need a token for anything, and how long a request may wait for counts. */
    public ConfirmationConfig config() {
        return config;
    }

    /**
     * Lets the request for a user's deletion pass where what goes along is what its token showed.
     *
     * @param going who would go along by now
     * @param now the same with their rows; empty where those are not known in time
     */
    public Uni<Confirmed> require(UserId user, String token, Set<String> going, Optional<Expectation> now) {
        return read(Subject.of(user), token).map(read -> {
            List<String> changes = now.map(seen -> Drift.between(read.seen(), seen, config.maxDrift()))
                    .orElseGet(() -> Drift.unseen(read.seen(), going));
            if (!changes.isEmpty()) {
                throw ConfirmationProblems.outdated(changes);
            }
            return new Confirmed(read.id(), read.seen(), now.isPresent());
        });
    }

    /**
     * Lets a request pass that needs no token or has a good one.
     *
     * @param token as sent, or null
     * @return fails with a problem: 428 a token is needed, 400 it is none of ours, expired, or for another tenant, 409
     *     what it showed is not what is there, 503 some services did not say whether a token is needed
     */
    public Uni<Confirmed> require(TenantId tenant, RequestedAs as, String token) {
        if (token != null) {
            return read(Subject.of(tenant), token).chain(this::compare);
        }
        if (as == RequestedAs.SERVICE || config.required() == Required.NEVER) {
            return Uni.createFrom().item(Confirmed.NOTHING);
        }
        if (config.required() == Required.ALWAYS) {
            return Uni.createFrom().failure(ConfirmationProblems.required());
        }
        return countInTime(tenant).map(counted -> {
            PlatformPreview preview = counted.orElseThrow(ConfirmationProblems::requiredUncounted);
            requireSmall(preview);
            return new Confirmed(null, seen(preview), true);
        });
    }

    /**
     * What a token says to confirm, compared with nothing.
     *
     * @return fails with a 400 problem where it is none of ours, expired, or for another tenant
     */
    public Uni<Confirmed> confirm(TenantId tenant, String token) {
        return read(Subject.of(tenant), token).map(read -> new Confirmed(read.id(), read.seen(), false));
    }

    /**
     * What would be deleted now and was not confirmed, or the other way round, one line each; empty where it is no more
     * than allowed. Waits for the services as long as a preview may take.
     *
     * @return fails with a 503 problem naming the services that did not answer, from which nothing follows
     */
    public Uni<List<String>> changes(TenantId tenant, Expectation expected) {
        return previews.countAll(tenant).map(preview -> drift(expected, preview));
    }

    /** Whether there are rows of the tenant; fails with a 503 problem naming the services that did not answer. */
    public Uni<Boolean> isAnythingLeft(TenantId tenant) {
        return previews.rows(tenant, null).map(rows -> rows.totalRecords() > 0);
    }

    private Uni<PreviewToken> read(Subject subject, String token) {
        return key.codec().map(codec -> checked(codec.read(token), subject));
    }

    private PreviewToken checked(PreviewToken token, Subject subject) {
        if (!token.subject().equals(subject)) {
            throw ConfirmationProblems.invalid("It belongs to the preview of another " + subject.kind() + ".");
        }
        if (clock.instant().isAfter(token.expires())) {
            throw ConfirmationProblems.invalid("It expired at " + token.expires() + ". Ask for a new preview.");
        }
        return token;
    }

    /**
     * Whether all rows of a tenant are known and are few; fails with a 503 problem where some services did not answer.
     */
    public boolean isSmall(PlatformPreview preview) {
        if (preview.totalRecords() >= config.largeRows()) {
            return false;
        }
        previews.requireAnswered(preview);
        return preview.unavailable().isEmpty();
    }

    private void requireSmall(PlatformPreview preview) {
        if (!isSmall(preview)) {
            throw preview.totalRecords() >= config.largeRows()
                    ? ConfirmationProblems.required(preview.totalRecords())
                    : ConfirmationProblems.requiredUncounted();
        }
    }

    private Uni<Confirmed> compare(PreviewToken token) {
        return countInTime(token.subject().tenant()).map(counted -> {
            boolean comparable = counted.filter(
                            now -> previews.unanswered(now.unavailable()).isEmpty())
                    .isPresent();
            List<String> changes = comparable ? drift(token.seen(), counted.get()) : List.of();
            if (!changes.isEmpty()) {
                throw ConfirmationProblems.outdated(changes);
            }
            return new Confirmed(token.id(), token.seen(), comparable);
        });
    }

    private List<String> drift(Expectation expected, PlatformPreview now) {
        boolean together = expected.services().containsKey(now.tenantId().toString());
        return Drift.between(
                expected,
                together ? Expectation.ofTenant(now.tenantId(), now.totalRecords()) : seen(now),
                config.maxDrift());
    }

    /** Empty where the services take longer. */
    private Uni<Optional<PlatformPreview>> countInTime(TenantId tenant) {
        return previews.count(tenant)
                .map(Optional::of)
                .ifNoItem()
                .after(config.countTimeout())
                .recoverWithItem(Optional.empty());
    }

    private static Expectation seen(PlatformPreview preview) {
        Map<String, Counted> services = new LinkedHashMap<>();
        preview.services()
                .forEach(
                        (name, counts) -> services.put(name, new Counted(counts.totalRecords(), counts.planVersion())));
        // They take part without being counted.
        preview.unavailable().forEach(uncounted -> services.put(uncounted.service(), new Counted(0, null)));
        return new Expectation(services);
    }
}
