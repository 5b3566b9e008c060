package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Completes the OpenAPI document: the problems every call can end in, and an example of every answer. */
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
                    JobProblems.KEY_REUSED)
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
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        APIResponses responses =
                operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        Map<String, APIResponse> all = new TreeMap<>();
        COMMON.forEach(
                (status, text) -> all.put(status, OASFactory.createAPIResponse().description(text)));
        if (responses.getAPIResponses() != null) {
            all.putAll(responses.getAPIResponses());
        }
        all.forEach((status, response) -> example(path, status, response));
        responses.setAPIResponses(all);
        operation.setResponses(responses);
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(body -> body.setExample(ApiExamples.request(path)));
        }
    }

    private static void example(String path, String status, APIResponse response) {
        ProblemType problem = PROBLEMS.get(status);
        if (problem != null) {
            MediaType body = OASFactory.createMediaType().example(example(problem, response.getDescription()));
            response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
            return;
        }
        if (response.getContent() == null) {
            MediaType job = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("DeletionJob"));
            response.setContent(OASFactory.createContent().addMediaType(JSON, job));
        }
        response.getContent()
                .getMediaTypes()
                .values()
                .forEach(body -> body.setExample(ApiExamples.answer(path, status)));
    }

    private static Map<String, Object> example(ProblemType type, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.type().toString());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", detail + ".");
        example.put("instance", DeletionJobResource.PATH);
        if (type == JobProblems.JOB_OPEN) {
            example.put("job_id", ApiExamples.JOB_ID);
        }
        return example;
    }
}
