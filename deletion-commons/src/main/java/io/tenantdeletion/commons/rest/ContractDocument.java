package io.tenantdeletion.commons.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds what the contract's resources refer to: an application has one static document of its own, a library none. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractDocument implements OASFilter {

    private static final String FILE = "/META-INF/deletion-openapi.yaml";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components ours = SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(() -> ContractDocument.class.getResourceAsStream(FILE))
                .build()
                .model()
                .getComponents();
        Components all = document.getComponents();
        if (all == null) {
            all = OASFactory.createComponents();
            document.setComponents(all);
        }
        ours.getSchemas().forEach(all::addSchema);
        ours.getExamples().forEach(all::addExample);
        ours.getResponses().forEach(all::addResponse);
    }
}
