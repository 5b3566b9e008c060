package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(
        name = "jobs",
        description = "List jobs, newest first: all of them as a platform admin, a tenant's as its owner or admin.")
final class JobsCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Option(names = "--tenant", paramLabel = "TENANT_ID", description = "Only this tenant's.")
    private UUID tenant;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as failed.")
    private String status;

    @Option(names = "--page", paramLabel = "N", defaultValue = "1", description = "From 1.")
    private int page;

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("page", String.valueOf(page));
        if (status != null) {
            query.put("status", status);
        }
        String path = Jobs.PATH;
        if (tenant != null && status == null) {
            path += "/tenant/" + tenant;
        } else if (tenant != null) {
            query.put("tenant_id", tenant.toString());
        }
        JsonNode jobs = connection.get(path + "?" + Http.encoded(query));
        if (connection.isJson()) {
            connection.out().println(Http.pretty(jobs));
        } else {
            jobs.path("items").forEach(job -> connection.out().println(Jobs.line(job)));
            connection.out().println(jobs.path("total").asLong() + " jobs");
        }
        return ExitStatus.DONE;
    }
}
