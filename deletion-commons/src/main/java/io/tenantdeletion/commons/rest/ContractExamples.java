package io.tenantdeletion.commons.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tenantdeletion.commons.problem.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document of fences, verifications and plans: the errors they share, an example of every answer.
 */
@OpenApiFilter
public class ContractExamples implements OASFilter {

    private static final Map<String, String> ERRORS = Map.of(
            "400", Examples.NOT_A_UUID,
            "401", Examples.UNAUTHENTICATED,
            "403", Examples.FORBIDDEN,
            "404", Examples.UNKNOWN_SERVICE,
            "409", Examples.REFUSED,
            "503", Examples.WAITS);

    private static final Map<String, Map<String, String>> ANSWERS = Map.of(
            "deletion-fence", Map.of("200", Examples.FENCE),
            "deletion-verification", Map.of("200", Examples.VERIFICATION, "202", Examples.PENDING),
            "deletion-plan", Map.of("200", Examples.PLAN));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        document.getPaths().getPathItems().forEach((path, item) -> {
            Map<String, String> answers = ANSWERS.get(path.substring(path.lastIndexOf('/') + 1));
            if (answers != null) {
                item.getOperations().values().forEach(operation -> complete(operation, answers));
            }
        });
    }

    private static void complete(Operation operation, Map<String, String> answers) {
        Map<String, APIResponse> responses =
                new TreeMap<>(operation.getResponses().getAPIResponses());
        for (String status : new String[] {"400", "404"}) {
            String title = new JsonObject(ERRORS.get(status)).getString("title");
            responses.putIfAbsent(status, OASFactory.createAPIResponse().description(title));
        }
        responses.forEach((status, response) -> {
            if (answers.containsKey(status)) {
                example(response, MediaType.APPLICATION_JSON, answers.get(status));
            } else if (ERRORS.containsKey(status)) {
                example(response, Problem.MEDIA_TYPE, ERRORS.get(status));
            }
        });
        operation.getResponses().setAPIResponses(responses);
    }

    /** What is known of the answer's shape stays. */
    private static void example(APIResponse response, String type, String example) {
        Content content = response.getContent() == null ? OASFactory.createContent() : response.getContent();
        if (content.getMediaTypes() == null || content.getMediaTypes().isEmpty()) {
            content.addMediaType(type, OASFactory.createMediaType());
        }
        content.getMediaTypes().values().forEach(media -> media.setExample(new JsonObject(example).getMap()));
        response.setContent(content);
    }
}
