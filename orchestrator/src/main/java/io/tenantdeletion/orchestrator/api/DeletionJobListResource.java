package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.JobFilter;
import io.tenantdeletion.orchestrator.job.JobSort;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finding jobs. */
@Path(DeletionJobResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion jobs")
public class DeletionJobListResource {

    private final JobStore store;
    private final JobAccess access;
    private final JobResponses responses;

    DeletionJobListResource(JobStore store, JobAccess access, JobResponses responses) {
        this.store = store;
        this.access = access;
        this.responses = responses;
    }

    @GET
    @Authenticated
    public Uni<DeletionJobPage> jobs(@BeanParam JobListQuery query, @BeanParam PageQuery page) {
        return list(query.filter().whose(access.ownerOfList(query.mine())), query.sort(), page);
    }

    @GET
    @Path("/tenant/{tenant_id}")
    @Authenticated
    public Uni<DeletionJobPage> ofTenant(@PathParam("tenant_id") TenantId tenant, @BeanParam PageQuery page) {
        JobFilter all = JobFilter.of(Subject.of(tenant));
        return access.mayListAll(tenant).chain(may -> may ? list(all, JobSort.NEWEST, page) : own(all, page));
    }

    @GET
    @Path("/tenant/{tenant_id}/latest")
    @Authenticated
    public Uni<DeletionJobStatus> latest(@PathParam("tenant_id") TenantId tenant) {
        return access.readableLatest(tenant).chain(responses::status);
    }

    @GET
    @Path("/user/{user_id}")
    @Authenticated
    public Uni<DeletionJobPage> ofUser(@PathParam("user_id") UserId user, @BeanParam PageQuery page) {
        JobFilter all = JobFilter.of(Subject.of(user));
        return access.mayListAll(user) ? list(all, JobSort.NEWEST, page) : own(all, page);
    }

    @GET
    @Path("/user/{user_id}/latest")
    @Authenticated
    public Uni<DeletionJobStatus> latestOfUser(@PathParam("user_id") UserId user) {
        return access.readableLatest(user).chain(responses::status);
    }

    /** Those that the caller has asked for; 403 where there is none. */
    private Uni<DeletionJobPage> own(JobFilter filter, PageQuery page) {
        return list(filter.whose(access.requireUser()), JobSort.NEWEST, page).invoke(own -> {
            if (own.total() == 0) {
                throw new ProblemException(ProblemType.FORBIDDEN, "These jobs are about somebody else.");
            }
        });
    }

    private Uni<DeletionJobPage> list(JobFilter filter, JobSort sort, PageQuery page) {
        int number = page.number();
        int size = page.size();
        return Uni.combine()
                .all()
                .unis(store.page(filter, sort, size, (number - 1L) * size), store.count(filter))
                .asTuple()
                .chain(found -> responses
                        .statuses(found.getItem1())
                        .map(items -> new DeletionJobPage(items, number, size, found.getItem2())));
    }
}
