package io.tenantdeletion.orchestrator.confirmation;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
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
        if (!preview.unavailable().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        PreviewToken token = new PreviewToken(
                UUID.randomUUID(), preview.tenantId(), clock.instant().plus(config.tokenValidity()), seen(preview));
        return key.codec().map(codec -> Optional.of(new IssuedToken(codec.write(token), token.expires())));
    }

    /**
     * Lets a request pass that needs no token or has a good one.
     *
     * @param token as sent, or null
     * @return fails with a problem: 428 a token is needed, 400 it is none of ours, expired, or for another tenant, 409
     *     what it showed is not what is there, 503 the services could not count in time
     */
    public Uni<Confirmed> require(TenantId tenant, RequestedAs as, String token) {
        if (token != null) {
            return key.codec().map(codec -> checked(codec.read(token), tenant)).chain(this::compare);
        }
        if (as == RequestedAs.SERVICE || config.required() == Required.NEVER) {
            return Uni.createFrom().item(Confirmed.NOTHING);
        }
        return count(tenant).map(preview -> {
            if (config.required() == Required.ALWAYS || preview.totalRecords() >= config.largeRows()) {
                throw ConfirmationProblems.required(preview.totalRecords());
            }
            return Confirmed.NOTHING;
        });
    }

    /** What has changed since the requester looked, one line each; empty where it is no more than allowed. */
    public Uni<List<String>> changes(TenantId tenant, Expectation expected) {
        return count(tenant).map(preview -> Drift.between(expected, seen(preview), config.maxDrift()));
    }

    private PreviewToken checked(PreviewToken token, TenantId tenant) {
        if (!token.tenant().equals(tenant)) {
            throw ConfirmationProblems.invalid("It belongs to the preview of another tenant.");
        }
        if (clock.instant().isAfter(token.expires())) {
            throw ConfirmationProblems.invalid("It expired at " + token.expires() + ". Ask for a new preview.");
        }
        return token;
    }

    private Uni<Confirmed> compare(PreviewToken token) {
        return changes(token.tenant(), token.seen()).map(changes -> {
            if (!changes.isEmpty()) {
                throw ConfirmationProblems.outdated(changes);
            }
            return new Confirmed(token.id(), token.seen());
        });
    }

    private Uni<PlatformPreview> count(TenantId tenant) {
        return previews.of(tenant)
                .ifNoItem()
                .after(config.countTimeout())
                .failWith(() -> new ProblemException(
                        ProblemType.UNAVAILABLE, "The services did not count the tenant's rows in time; try again."));
    }

    private static Expectation seen(PlatformPreview preview) {
        Map<String, Counted> services = new LinkedHashMap<>();
        preview.services()
                .forEach(
                        (name, counts) -> services.put(name, new Counted(counts.totalRecords(), counts.planVersion())));
        return new Expectation(services);
    }
}
