package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a deletion would remove. */
@Command(name = "preview", description = "Count what a deletion would remove. Changes nothing.")
final class PreviewCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "TENANT_ID", description = "The tenant.")
    private UUID tenant;

    @Override
    public Integer call() {
        JsonNode preview = connection.get("/api/v1/deletion-preview/tenant/" + tenant);
        PrintWriter out = connection.out();
        if (connection.isJson()) {
            out.println(Http.pretty(preview));
            return ExitStatus.DONE;
        }
        preview.path("services")
                .properties()
                .forEach(service -> out.println("%-16s %,14d"
                        .formatted(
                                service.getKey(),
                                service.getValue().path("total_records").asLong())));
        preview.path("unavailable")
                .forEach(one -> out.println("%-16s %14s  %s"
                        .formatted(
                                one.path("service").asText(),
                                "not known",
                                one.path("reason").asText())));
        out.println("%-16s %,14d".formatted("all", preview.path("total_records").asLong()));
        out.println("To delete it: ./tenant-deletion delete " + tenant + " --confirm '"
                + preview.path("tenant_name").asText("NAME") + "' --preview-token "
                + preview.path("preview_token").asText("none, because a service did not answer"));
        return ExitStatus.DONE;
    }
}
