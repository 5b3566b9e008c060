package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.commons.contract.Membership;
import io.tenantdeletion.commons.contract.MembershipRemoval;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.PlainText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What the tenant service's answers about a user are worth. A page that is not in order, or not behind the one before,
 * is a failure: whoever follows it would never come to an end, or miss a tenant.
 */
@Singleton
class UserTenantsResponses {

    private final ResponseValidator validator;

    UserTenantsResponses(ResponseValidator validator) {
        this.validator = validator;
    }

    List<TenantOwnership> ownerships(RestResponse<String> answer, UserId user, TenantId after, int limit) {
        List<TenantOwnership> page = Arrays.asList(validator.success(answer, TenantOwnership[].class));
        requirePage(
                page.stream().map(one -> one == null ? null : one.tenantId()).toList(), after, limit);
        page.forEach(one -> ResponseValidator.require(
                !user.equals(one.newOwnerId())
                        && one.successors().stream().noneMatch(next -> next == null || next.equals(user)),
                "a tenant's new owner is its owner"));
        return page.stream()
                .map(one -> new TenantOwnership(
                        one.tenantId(),
                        PlainText.line(one.tenantName(), PlainText.MAX_DETAIL),
                        one.newOwnerId(),
                        one.candidates(),
                        PlainText.line(one.status(), PlainText.MAX_NAME)))
                .toList();
    }

    List<TenantId> memberships(RestResponse<String> answer, TenantId after, int limit) {
        List<TenantId> page = Arrays.stream(validator.success(answer, Membership[].class))
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
        JsonNode tenant = validator.success(answer, JsonNode.class);
        ResponseValidator.require(
                newOwner.toString().equalsIgnoreCase(tenant.path("owner_id").asText()),
                "the tenant does not belong to the new owner");
        return new Transfer(Transfer.Result.DONE, null);
    }

    /** Only the tenant service's own problems count: a proxy in between may answer 404 as well. */
    private Transfer problem(RestResponse<String> answer, Transfer.Result result) {
        return validator
                .problem(answer)
                .map(slug -> new Transfer(result, slug))
                .orElseThrow(() -> new CallException(FailureKind.REFUSED, "status " + answer.getStatus()));
    }

    Departure departure(RestResponse<String> answer, UserId user) {
        MembershipRemoval left = validator.success(answer, MembershipRemoval.class);
        ResponseValidator.require(user.equals(left.userId()), "it speaks of another user");
        ResponseValidator.require(
                left.deletedCounts() != null && left.errors() != null, "counts or errors are missing");
        ResponseValidator.requireCounts(left.deletedCounts());
        ResponseValidator.require(left.success() == left.errors().isEmpty(), "success contradicts errors");
        return new Departure(PlainText.counts(left.deletedCounts()), lines(left));
    }

    RestoredRows restored(RestResponse<String> answer, UserId user) {
        return validator.restored(answer, new ExpectedSubject(Subject.of(user), Set.of()));
    }

    boolean forgotten(RestResponse<String> answer) {
        return validator.lifted(answer);
    }

    private static List<String> lines(MembershipRemoval left) {
        List<String> lines = new ArrayList<>();
        left.errors().stream()
                .limit(PlainText.MAX_ERRORS)
                .forEach(stays -> lines.add(PlainText.line(
                        stays == null ? "unknown" : stays.tenantId() + ": " + stays.error(), PlainText.MAX_DETAIL)));
        long more = left.errors().size()
                - lines.size()
                + (left.errorsOmitted() == null ? 0 : Math.max(0, left.errorsOmitted()));
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return lines;
    }

    private static void requirePage(List<TenantId> page, TenantId after, int limit) {
        ResponseValidator.require(page.size() <= limit, "a page has more entries than asked for");
        TenantId last = after;
        for (TenantId one : page) {
            ResponseValidator.require(one != null, "an entry names no tenant");
            ResponseValidator.require(last == null || TenantOrder.compare(last, one) < 0, "a page is not in order");
            last = one;
        }
    }
}
