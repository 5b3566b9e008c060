package io.tenantdeletion.commons.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details as RFC 9457 defines them.
 *
 * @param type stable identifier of the kind of problem
 * @param title short text of that kind
 * @param status the HTTP status, again
 * @param detail what is wrong this time and what to do about it
 * @param instance path of the request, where known
 * @param extensions further members, written beside the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Problem details, RFC 9457")
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        URI instance,
        @JsonAnySetter @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

    /** The media type problems travel as. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        extensions = extensions == null ? Map.of() : new LinkedHashMap<>(extensions);
    }

    static Problem of(ProblemType type, String detail, URI instance, Map<String, Object> extensions) {
        return new Problem(type.type(), type.title(), type.status(), detail, instance, extensions);
    }
}
