package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionPlanView;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.prepare.Plans;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Shows what a deletion would do and what is in its way, whoever's it is. */
@Path("/api/v1/{service}/deletion-plan")
@Produces(MediaType.APPLICATION_JSON)
public class DeletionPlanResource {

    private final ServedServices services;
    private final Plans plans;

    DeletionPlanResource(ServedServices services, Plans plans) {
        this.services = services;
        this.plans = plans;
    }

    @GET
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    public Uni<DeletionPlanView> plan(@PathParam("service") String service, @QueryParam("subject") String subject) {
        TenantDataDeletionService served = services.byPathName(service);
        SubjectKind kind = services.subjectKinds(served).stream()
                .filter(each -> subject == null || each.noun().equals(subject))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "subject must be tenant or user, whichever the service has data of."));
        return plans.report(served, kind).map(report -> view(served.serviceName(), report));
    }

    private static DeletionPlanView view(String service, GateReport report) {
        List<Step> steps = report.plan().steps();
        return new DeletionPlanView(
                service,
                report.plan().version(),
                IntStream.range(0, steps.size())
                        .mapToObj(index -> step(index + 1, steps.get(index)))
                        .toList(),
                new TreeMap<>(report.ownerships().byTable())
                        .entrySet().stream()
                                .filter(table -> table.getValue() instanceof Ownership.Shared)
                                .map(table -> new DeletionPlanView.Shared(
                                        table.getKey().toString(), ((Ownership.Shared) table.getValue()).reason()))
                                .toList(),
                report.findings());
    }

    private static DeletionPlanView.Step step(int position, Step step) {
        return new DeletionPlanView.Step(
                position, step.action(), step.table().toString(), step.path().toString());
    }
}
