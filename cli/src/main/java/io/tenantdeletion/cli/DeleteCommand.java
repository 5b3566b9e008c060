package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a deletion. */
@Command(
        name = "delete",
        description = "Ask for a tenant's deletion, as its owner or admin.",
        footer = {
            "",
            "It begins when its retention is over and can be cancelled until then. Large tenants need the token"
                    + " of a preview."
        })
final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "TENANT_ID", description = "The tenant.")
    private UUID tenant;

    @Option(names = "--confirm", required = true, paramLabel = "NAME", description = "The tenant's name.")
    private String name;

    @Option(names = "--preview-token", paramLabel = "TOKEN", description = "As a preview has given it.")
    private String previewToken;

    @Option(names = "--retention", paramLabel = "TIME", description = "How long it can be cancelled, such as P30D.")
    private String retention;

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("confirm", name);
        if (previewToken != null) {
            query.put("preview_token", previewToken);
        }
        if (retention != null) {
            query.put("retention", retention);
        }
        JsonNode answer = connection.deleteTenant("/api/v1/tenants/" + tenant + "?" + Http.encoded(query));
        if (connection.isJson()) {
            connection.out().println(Http.pretty(answer));
        } else {
            String job = answer.path("job_id").asText();
            connection.out().println("Job " + job + ". Follow it: ./tenant-deletion watch " + job);
        }
        return ExitStatus.DONE;
    }
}
