package io.tenantdeletion.orchestrator.certificate;

import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.JobSummary;
import io.tenantdeletion.orchestrator.job.LeftOut;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.job.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a certificate says about a completed job: ids, stable words, names of tables, counts and times. No text that
 * anybody typed about the deletion, and nobody's name or address.
 */
final class CertificateContent {

    private final DeletionJob job;
    private final List<String> notProven = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<JsonObject> leftOutBy = new ArrayList<>();
    private final List<JsonObject> leftOutside = new ArrayList<>();

    private CertificateContent(DeletionJob job) {
        this.job = job;
    }

    /**
     * The payload.
     *
     * @param number its own
     * @param previousHash of the one before, or null
     */
    static JsonObject of(DeletionJob job, long number, String previousHash, Instant now, CertificateConfig config) {
        CertificateContent certificate = new CertificateContent(job);
        return certificate
                .content()
                .mergeIn(new JsonObject()
                        .put("number", number)
                        .put("previous_hash", previousHash)
                        .put("issued_at", now.toString())
                        .put("product_version", config.productVersion())
                        .put(
                                "not_covered",
                                certificate.notCovered(
                                        config.notCovered(), job.times().completedAt())));
    }

    private JsonObject content() {
        JsonArray services = new JsonArray();
        job.steps().stream()
                .filter(step -> !Phases.isCheck(step.phase()) && !step.service().equals(UserSteps.IDENTITY))
                .forEach(step -> add(services, step));
        return new JsonObject()
                .put("number", 0)
                .put("previous_hash", null)
                .put("issued_at", null)
                .put("job_id", job.id().toString())
                .put("parent_job_id", text(job.origin().parent()))
                .put(
                        "subject",
                        new JsonObject()
                                .put("type", job.subject().kind().toString())
                                .put("id", job.subject().id().toString()))
                .put(
                        "requested_by",
                        new JsonObject()
                                .put("user_id", text(job.initiatedBy()))
                                .put("as", job.origin().requestedAs().toString())
                                .put("approved_by", job.start().approval().by()))
                .put("reason_code", reason())
                .put("requested_at", job.times().createdAt().toString())
                .put("started_at", text(job.times().startedAt()))
                .put("completed_at", text(job.times().completedAt()))
                .put("total_rows", JobSummary.of(job.steps()).totalItemsDeleted())
                .put("services", services)
                .put("not_proven", new JsonArray(notProven))
                .put("left_out", new JsonArray(leftOut))
                .put("left_out_by", new JsonArray(leftOutBy));
    }

    private String reason() {
        if (job.origin().parent() != null) {
            return "deletion_of_its_user";
        }
        if (job.start().forced()) {
            return "forced_erasure";
        }
        return "request_of_" + job.origin().requestedAs();
    }

    private void add(JsonArray services, DeletionStep step) {
        if (job.hasLeftOut(step.service())) {
            leftOut.add(step.service());
            LeftOut said = job.leftOut(step.service());
            if (said != null) {
                leftOutBy.add(new JsonObject()
                        .put("service", step.service())
                        .put("by", said.by())
                        .put("at", text(said.at())));
            }
            return;
        }
        Verification found = evidence(step.service(), check -> check.evidence().verification());
        String verified = verified(step, found);
        JsonObject service = new JsonObject()
                .put("service", step.service())
                .put("database", found == null ? null : found.database())
                .put("plan_version", plan(step.service()))
                .put("completed_at", text(step.completedAt()))
                .put("tables", json(step.deletedCounts()))
                .put("rows", step.totalDeleted())
                .put("counts_may_be_low", step.countsMayBeLow())
                .put("verified", verified)
                .put("verified_at", found == null ? null : text(found.verifiedAt()));
        if (!verified.equals("zero_residual_by_catalog") && !verified.equals("not_applicable")) {
            notProven.add(step.service());
            service.put("residual", json(found == null ? Map.of() : found.residual()));
        }
        Map<String, ExternalDataRemoval.Counts> outside =
                evidence(step.service(), one -> one.evidence().external());
        if (outside != null && !outside.isEmpty()) {
            JsonObject removed = new JsonObject();
            outside.forEach((store, counts) -> {
                removed.put(store, counts.removed());
                notCovered(step.service(), store, counts.refused(), "refused_names");
                notCovered(step.service(), store, counts.notConfigured(), "unknown_store");
            });
            service.put("removed_outside", removed);
        }
        services.add(service);
    }

    /** What rows have named outside, and stays there. */
    private void notCovered(String service, String store, long names, String what) {
        if (names > 0) {
            leftOutside.add(new JsonObject()
                    .put("what", what)
                    .put("detail", names + " in the store " + store + " of the service " + service)
                    .put("until", null));
        }
    }

    private static String verified(DeletionStep step, Verification found) {
        if (UserSteps.OWN.contains(step.service())) {
            return "not_applicable";
        }
        if (step.status() != StepStatus.COMPLETED || found == null || found.isWaiting()) {
            return "not_proven";
        }
        if (found.isProven()) {
            return "zero_residual_by_catalog";
        }
        return found.by() == Verification.Source.PREVIEW && found.residual().isEmpty()
                ? "zero_by_preview"
                : "not_proven";
    }

    private String plan(String service) {
        String fenced = evidence(
                service,
                step -> step.evidence().fence() == null
                        ? null
                        : step.evidence().fence().planVersion());
        Expectation expected = job.start().expected();
        return fenced != null || expected == null || expected.services().get(service) == null
                ? fenced
                : expected.services().get(service).plan();
    }

    private <T> T evidence(String service, Function<DeletionStep, T> what) {
        return job.steps().stream()
                .filter(step -> step.service().equals(service))
                .map(what)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private JsonArray notCovered(Map<String, CertificateConfig.NotCovered> all, Instant completed) {
        JsonArray json = new JsonArray(leftOutside);
        all.keySet().stream()
                .sorted()
                .forEach(what -> json.add(new JsonObject()
                        .put("what", what)
                        .put("detail", all.get(what).detail())
                        .put(
                                "until",
                                all.get(what)
                                        .keptFor()
                                        .map(time -> completed.plus(time).toString())
                                        .orElse(null))));
        return json;
    }

    private static JsonObject json(Map<String, Long> counts) {
        return new JsonObject(new LinkedHashMap<>(counts));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
