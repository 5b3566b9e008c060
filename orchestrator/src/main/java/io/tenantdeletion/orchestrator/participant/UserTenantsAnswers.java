package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What the tenant service's answers about a user are worth. A page that is not in order, or not behind the one before,
 * is a failure: whoever follows it would never come to an end, or miss a tenant.
 */
@Singleton
class UserTenantsAnswers {

    private final Answers answers;

    UserTenantsAnswers(Answers answers) {
        this.answers = answers;
    }

    List<Ownership> ownerships(RestResponse<String> answer, UserId user, TenantId after, int limit) {
        List<Ownership> page = Arrays.asList(answers.success(answer, Ownership[].class));
        requirePage(
                page.stream().map(one -> one == null ? null : one.tenantId()).toList(), after, limit);
        page.forEach(one -> Answers.require(
                !user.equals(one.newOwnerId())
                        && one.successors().stream().noneMatch(next -> next == null || next.equals(user)),
                "a tenant's new owner is its owner"));
        return page.stream()
                .map(one -> new Ownership(
                        one.tenantId(),
                        PlainText.line(one.tenantName(), PlainText.MAX_DETAIL),
                        one.newOwnerId(),
                        one.candidates()))
                .toList();
    }

    List<TenantId> memberships(RestResponse<String> answer, TenantId after, int limit) {
        List<TenantId> page = Arrays.stream(answers.success(answer, Membership[].class))
                .map(one -> one == null ? null : one.tenantId())
                .toList();
        requirePage(page, after, limit);
        return page;
    }

    Transfer transfer(RestResponse<String> answer, UserId newOwner) {
        if (answer.getStatus() == 404) {
            return problem(answer, Transfer.Result.GONE);
        }
        if (answer.getStatus() == 409) {
            return problem(answer, Transfer.Result.CHANGED);
        }
        JsonNode tenant = answers.success(answer, JsonNode.class);
        Answers.require(
                newOwner.toString().equalsIgnoreCase(tenant.path("owner_id").asText()),
                "the tenant does not belong to the new owner");
        return new Transfer(Transfer.Result.DONE, null);
    }

    /** Only the tenant service's own problems count: a proxy in between may answer 404 as well. */
    private Transfer problem(RestResponse<String> answer, Transfer.Result result) {
        return answers.problem(answer)
                .map(slug -> new Transfer(result, slug))
                .orElseThrow(() -> new ParticipantException(FailureKind.REFUSED, "status " + answer.getStatus()));
    }

    Departure departure(RestResponse<String> answer, UserId user) {
        Left left = answers.success(answer, Left.class);
        Answers.require(user.equals(left.userId()), "it speaks of another user");
        Answers.require(left.deletedCounts() != null && left.errors() != null, "counts or errors are missing");
        Answers.requireCounts(left.deletedCounts());
        Answers.require(left.success() == left.errors().isEmpty(), "success contradicts errors");
        return new Departure(PlainText.counts(left.deletedCounts()), lines(left));
    }

    private static List<String> lines(Left left) {
        List<String> lines = new ArrayList<>();
        left.errors().stream()
                .limit(PlainText.MAX_ERRORS)
                .forEach(stays -> lines.add(PlainText.line(
                        stays == null ? "unknown" : stays.tenantId() + ": " + stays.error(), PlainText.MAX_DETAIL)));
        long more = left.errors().size() - lines.size() + Math.max(0, left.errorsOmitted());
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return lines;
    }

    private static void requirePage(List<TenantId> page, TenantId after, int limit) {
        Answers.require(page.size() <= limit, "a page has more entries than asked for");
        TenantId last = after;
        for (TenantId one : page) {
            Answers.require(one != null, "an entry names no tenant");
            Answers.require(last == null || TenantOrder.compare(last, one) < 0, "a page is not in order");
            last = one;
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read by hand
    record Membership(TenantId tenantId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read by hand
    record Left(
            UserId userId, boolean success, Map<String, Long> deletedCounts, List<Stays> errors, long errorsOmitted) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read by hand
    record Stays(TenantId tenantId, String error) {}
}
