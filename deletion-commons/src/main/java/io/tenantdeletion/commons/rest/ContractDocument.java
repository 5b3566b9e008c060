package io.tenantdeletion.commons.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tenantdeletion.commons.web.StaticDescriptions;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Adds what the contract's calls do and answer, and the application's own. A library has no static document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractDocument implements OASFilter {

    private static final String FILE = "/META-INF/deletion-openapi.yaml";

    /** Of every call; by status, with the name of the response. */
    private static final Map<String, String> PROBLEMS =
            Map.of("401", "InvalidToken", "403", "NotAllowed", "503", "NotNow");

    private static final Map<String, String> OF_TENANTS = Map.of("400", "InvalidTenantId", "404", "UnknownService");
    private static final Map<String, String> OF_USERS = Map.of("400", "InvalidUserId", "404", "UnknownUserData");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenAPI ours = StaticDescriptions.read(ContractDocument.class.getResourceAsStream(FILE));
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Components all = document.getComponents();
        ours.getComponents().getSchemas().forEach(all::addSchema);
        ours.getComponents().getExamples().forEach(all::addExample);
        ours.getComponents().getResponses().forEach(all::addResponse);
        ours.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(call -> {
                    add(call, PROBLEMS);
                    add(call, path.contains("{user_id}") ? OF_USERS : OF_TENANTS);
                }));
        StaticDescriptions.describe(document, ours);
        StaticDescriptions.describe(document);
    }

    private static void add(Operation call, Map<String, String> problems) {
        problems.forEach((status, name) -> call.getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref(name)));
    }
}
