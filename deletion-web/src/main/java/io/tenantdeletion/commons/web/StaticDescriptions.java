package io.tenantdeletion.commons.web;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says of calls what a static document says of them: what they do and what they answer. Types, and who may call, come
 * from the code. It happens when the application is built.
 */
public final class StaticDescriptions {

    private static final String FILE = "META-INF/openapi.yaml";

    private StaticDescriptions() {}

    /** Describes the calls that an application's {@code META-INF/openapi.yaml} has, where there is one. */
    public static void describe(OpenAPI document) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (file != null) {
                describe(document, read(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A document as it is written. */
    public static OpenAPI read(InputStream file) {
        return SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(() -> file)
                .build()
                .model();
    }

    /**
     * Describes the calls of a document.
     *
     * @throws IllegalStateException where a call is written of that does not exist
     */
    public static void describe(OpenAPI document, OpenAPI written) {
        if (written.getPaths() == null) {
            return;
        }
        written.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, call) -> describe(
                                Optional.ofNullable(document.getPaths().getPathItem(path))
                                        .map(found -> found.getOperations().get(method))
                                        .orElseThrow(
                                                () -> new IllegalStateException("There is no " + method + " " + path)),
                                call)));
    }

    private static void describe(Operation found, Operation call) {
        if (call.getOperationId() != null) {
            found.setOperationId(call.getOperationId());
        }
        found.setSummary(call.getSummary());
        found.setDescription(call.getDescription());
        if (call.getParameters() != null) {
            call.getParameters().forEach(parameter -> describe(found, parameter));
        }
        Content answer = found.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Map<String, APIResponse> responses = call.getResponses().getAPIResponses();
        responses.forEach((status, response) -> {
            if (status.startsWith("2") && response.getRef() == null && response.getContent() == null) {
                response.setContent(status.equals("204") ? null : answer);
            }
        });
        found.setResponses(call.getResponses());
    }

    /** What is read by hand the code does not say. */
    private static void describe(Operation found, Parameter parameter) {
        Stream.ofNullable(found.getParameters())
                .flatMap(List::stream)
                .filter(one -> parameter.getRef() == null
                        && Objects.equals(one.getName(), parameter.getName())
                        && one.getIn() == parameter.getIn())
                .findFirst()
                .ifPresentOrElse(
                        one -> {
                            one.setDescription(parameter.getDescription());
                            one.setExample(parameter.getExample());
                            one.setRequired(parameter.getRequired());
                        },
                        () -> found.addParameter(parameter));
    }
}
