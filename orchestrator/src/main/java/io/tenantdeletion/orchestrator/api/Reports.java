package io.tenantdeletion.orchestrator.api;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.report.ReportFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.function.Supplier;

/** Answers a report in the format that is asked for. */
final class Reports {

    static final String CSV = "text/csv";
    static final String FORMAT = "json, csv or html; without it, what Accept says";

    /** A page that loads and runs nothing. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static final MediaType[] TYPES = Arrays.stream(ReportFormat.values())
            .map(format -> MediaType.valueOf(format.mediaType()))
            .toArray(MediaType[]::new);

    private Reports() {}

    /**
     * The format that is asked for; fails with a 400 problem where there is no such format, with 406 where none is
     * accepted.
     *
     * @param name as in the query, or null where {@code Accept} decides
     */
    static ReportFormat format(String name, Request request) {
        if (name != null) {
            return ReportFormat.named(name)
                    .orElseThrow(() -> RequestParameters.invalid("format is one of json, csv, html."));
        }
        Variant accepted = request.selectVariant(Variant.mediaTypes(TYPES).build());
        if (accepted == null) {
            throw new ProblemException(ProblemType.NOT_ACCEPTABLE, "Reports are JSON, CSV or HTML.");
        }
        MediaType type = accepted.getMediaType();
        return ReportFormat.of(type.getType() + "/" + type.getSubtype()).orElseThrow();
    }

    /**
     * The answer.
     *
     * @param file what a file of it is called, without its ending
     */
    static Uni<Response> answer(
            ReportFormat format, String file, Object json, Supplier<String> csv, Supplier<TemplateInstance> page) {
        return switch (format) {
            case JSON -> Uni.createFrom().item(response(format, json).build());
            case CSV ->
                Uni.createFrom()
                        .item(response(format, csv.get())
                                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + ".csv\"")
                                .build());
            case HTML ->
                page.get()
                        .createUni()
                        .map(text -> response(format, text)
                                .header("Content-Security-Policy", POLICY)
                                .build());
        };
    }

    private static Response.ResponseBuilder response(ReportFormat format, Object body) {
        String type = format == ReportFormat.JSON ? format.mediaType() : format.mediaType() + ";charset=UTF-8";
        return Response.ok(body, type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("X-Content-Type-Options", "nosniff");
    }
}
