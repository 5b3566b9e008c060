package io.tenantdeletion.orchestrator.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.web.StaticDescriptions;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.limit.LimitProblems;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import io.tenantdeletion.orchestrator.webhook.WebhookProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document: what {@code META-INF/openapi.yaml} says of calls, the problems every call can end in,
 * and an example of every body, taken from the examples there by the name of the body's schema. A page is shown with
 * one item.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocumentation implements OASFilter {

    private static final Map<String, ProblemType> PROBLEMS = Stream.of(
                    ProblemType.INVALID_REQUEST,
                    ProblemType.UNAUTHENTICATED,
                    ProblemType.FORBIDDEN,
                    ProblemType.NOT_FOUND,
                    ProblemType.PAYLOAD_TOO_LARGE,
                    ProblemType.INTERNAL_ERROR,
                    ProblemType.UNAVAILABLE,
                    JobProblems.JOB_OPEN,
                    ConfirmationProblems.REQUIRED,
                    JobProblems.KEY_REUSED,
                    LimitProblems.RATE_LIMITED)
            .collect(Collectors.toMap(type -> String.valueOf(type.status()), type -> type));
    private static final String JSON = jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
    private static final Map<String, String> COMMON = Map.of(
            "400", "The request is malformed",
            "401", "No valid bearer token",
            "403", "The caller may not do this",
            "500", "A failure on our side");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        StaticDescriptions.describe(document);
        Components components = document.getComponents();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().values().forEach(operation -> complete(path, operation, components)));
        components.setExamples(null);
    }

    private static void complete(String path, Operation operation, Components components) {
        Map<String, APIResponse> all = new TreeMap<>();
        COMMON.forEach(
                (status, text) -> all.put(status, OASFactory.createAPIResponse().description(text)));
        if (operation.getResponses() != null && operation.getResponses().getAPIResponses() != null) {
            all.putAll(operation.getResponses().getAPIResponses());
        }
        all.forEach((status, response) -> complete(response, status, path));
        APIResponses responses = OASFactory.createAPIResponses();
        responses.setAPIResponses(all);
        operation.setResponses(responses);
        String subject = path.contains("/user/") || path.contains("/auth/") ? "User" : "";
        all.forEach((status, response) -> show(response.getContent(), operation, subject, status, components));
        if (operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), operation, subject, "", components);
        }
    }

    private static void complete(APIResponse response, String status, String path) {
        boolean tooMany = path.equals(WebhookResource.PATH) && "409".equals(status);
        ProblemType problem = tooMany ? WebhookProblems.TOO_MANY : PROBLEMS.get(status);
        if (problem != null) {
            MediaType body = OASFactory.createMediaType().example(example(problem, response.getDescription()));
            response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        } else if (response.getContent() == null && !"204".equals(status)) {
            Schema job = OASFactory.createSchema().ref("DeletionJob");
            response.setContent(OASFactory.createContent()
                    .addMediaType(JSON, OASFactory.createMediaType().schema(job)));
        }
    }

    private static void show(
            Content content, Operation operation, String subject, String status, Components components) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((type, body) -> {
            if (body.getExample() == null) {
                String schema = nameOf(body.getSchema());
                String name = schema == null ? operation.getOperationId() + "." + type.split("/")[1] : schema;
                body.setExample(shown(name, body.getSchema(), subject, status, components));
            }
        });
    }

    private static Object shown(String name, Schema schema, String subject, String status, Components components) {
        if (name.endsWith("Page")) {
            Schema items = components.getSchemas().get(name).getProperties().get("items");
            Object item = shown(nameOf(items), null, subject, status, components);
            Map<String, Object> page = new LinkedHashMap<>(Map.of("items", List.of(item)));
            Stream.of("page", "page_size", "total").forEach(member -> page.put(member, 1));
            return page;
        }
        Object example = Stream.of(subject + name, name + "." + status, name)
                .map(components.getExamples()::get)
                .filter(found -> found != null)
                .findFirst()
                .map(Example::getValue)
                .orElseThrow(() -> new IllegalStateException("META-INF/openapi.yaml has no example of " + name));
        return schema != null && schema.getItems() != null ? List.of(example) : example;
    }

    private static String nameOf(Schema schema) {
        Schema named = schema != null && schema.getItems() != null ? schema.getItems() : schema;
        return named == null || named.getRef() == null
                ? null
                : named.getRef().substring(named.getRef().lastIndexOf('/') + 1);
    }

    private static Map<String, Object> example(ProblemType type, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.type().toString());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", detail + ".");
        example.put("instance", DeletionJobResource.PATH);
        if (type == JobProblems.JOB_OPEN) {
            example.put("job_id", "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11");
        }
        return example;
    }
}
