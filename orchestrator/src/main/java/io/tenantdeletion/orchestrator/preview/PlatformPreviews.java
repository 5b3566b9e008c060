package io.tenantdeletion.orchestrator.preview;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.ServicePreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks all services at once. A service that cannot answer is named, and never counted as zero. */
@ApplicationScoped
public class PlatformPreviews {

    private static final String COMPLETE = "These records will be permanently deleted and cannot be recovered";
    private static final String INCOMPLETE =
            COMPLETE + "; services named under unavailable did not answer, so there may be more";

    private final ParticipantRegistry participants;
    private final TenantDirectory tenants;

    PlatformPreviews(ParticipantRegistry participants, TenantDirectory tenants) {
        this.participants = participants;
        this.tenants = tenants;
    }

    /** The preview of a tenant; fails with a 404 problem where there is no such tenant. */
    public Uni<PlatformPreview> of(TenantId tenant) {
        return Uni.combine()
                .all()
                .unis(nameOf(tenant), ask(tenant))
                .with((name, answers) -> combined(tenant, name.orElse(null), answers));
    }

    /** The same without the tenant's name, for any id. */
    public Uni<PlatformPreview> count(TenantId tenant) {
        return ask(tenant).map(answers -> combined(tenant, null, answers));
    }

    /** The same of every service that can count; fails with a 503 problem naming those that did not answer. */
    public Uni<PlatformPreview> countAll(TenantId tenant) {
        return count(tenant).invoke(this::requireAnswered);
    }

    /**
     * The rows that a deletion would remove, as far as services can count, without a look at what is in the way. Takes
     * as long as a preview may.
     *
     * @param job the job that asks
     * @return fails with a 503 problem naming the services that did not answer: what is not known is not zero
     */
    public Uni<PlatformPreview> rows(TenantId tenant, JobId job) {
        return ask(one -> one.count(Subject.of(tenant), job))
                .map(answers -> combined(tenant, null, answers))
                .invoke(this::requireAnswered);
    }

    /** Who did not answer although it can count; a service that cannot, by its capabilities, is not expected to. */
    public List<Unavailable> unanswered(List<Unavailable> unavailable) {
        return unavailable.stream()
                .filter(one -> participants
                        .find(one.service())
                        .map(Participant::hasPreview)
                        .orElse(true))
                .toList();
    }

    /** Throws a 503 problem naming the services that did not answer, where there are any. */
    public void requireAnswered(PlatformPreview preview) {
        List<Unavailable> missing = unanswered(preview.unavailable());
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "Nobody knows how many rows there are: no answer of "
                            + missing.stream().map(Unavailable::service).collect(Collectors.joining(", ")) + ".",
                    Map.of("unavailable", missing),
                    Map.of());
        }
    }

    private Uni<List<Answer>> ask(TenantId tenant) {
        return ask(one -> one.preview(Subject.of(tenant), null));
    }

    private Uni<List<Answer>> ask(Function<Participant, Uni<Outcome<CountedPreview>>> question) {
        return Uni.join()
                .all(participants.all().stream()
                        .filter(Participant::holdsTenantData)
                        .map(one -> question.apply(one).map(outcome -> new Answer(one.name(), outcome)))
                        .toList())
                .andFailFast();
    }

    private Uni<Optional<String>> nameOf(TenantId tenant) {
        return tenants.nameOf(tenant)
                .map(Optional::of)
                .onFailure(PlatformPreviews::isUnavailable)
                .recoverWithItem(Optional.empty());
    }

    private static PlatformPreview combined(TenantId tenant, String name, List<Answer> answers) {
        Map<String, ServicePreview> services = new LinkedHashMap<>();
        List<Unavailable> unavailable = new ArrayList<>();
        for (Answer answer : answers) {
            answer.outcome()
                    .problem()
                    .ifPresentOrElse(
                            failure -> unavailable.add(new Unavailable(answer.service(), failure.toString())),
                            () -> services.put(
                                    answer.service(),
                                    ServicePreview.of(answer.outcome().answer())));
        }
        long total = services.values().stream()
                .mapToLong(ServicePreview::totalRecords)
                .sum();
        String warning = unavailable.isEmpty() ? COMPLETE : INCOMPLETE;
        return new PlatformPreview(tenant, name, services, total, warning, unavailable);
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.UNAVAILABLE;
    }

    private record Answer(String service, Outcome<CountedPreview> outcome) {}
}
