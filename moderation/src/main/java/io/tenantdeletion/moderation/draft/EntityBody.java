package io.tenantdeletion.moderation.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.web.RequestJson;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what somebody wants an entity to be, and holds it against the entity's constraints. */
@Singleton
public class EntityBody {

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final ObjectMapper mapper;
    private final Validator validator;

    EntityBody(RequestJson json, Validator validator) {
        this.mapper = json.mapper()
                .copy()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));
        this.validator = validator;
    }

    /**
     * A body as it was sent.
     *
     * @throws ProblemException 400 where it is no JSON object
     */
    public ObjectNode read(byte[] body) throws IOException {
        JsonNode node = body == null || body.length == 0 ? null : mapper.readTree(body);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is a JSON object with the entity's fields.");
    }

    /**
     * The fields of a valid entity; what the kind does not have is left out, what is missing has its default.
     *
     * @throws ProblemException 422 with every violation
     */
    public ObjectNode valid(EntityKind kind, ObjectNode sent) {
        ObjectNode fields = sent.deepCopy().retain(kind.fields());
        Object entity = entity(kind, fields);
        List<Map<String, String>> violations = new ArrayList<>();
        fields.properties().stream()
                .filter(field -> field.getValue().asText().indexOf('\0') >= 0)
                .forEach(field -> violations.add(violation(field.getKey(), "must not contain the character U+0000")));
        for (ConstraintViolation<Object> each : validator.validate(entity)) {
            violations.add(violation(NAMES.translate(each.getPropertyPath().toString()), each.getMessage()));
        }
        if (!violations.isEmpty()) {
            violations.sort(Comparator.comparing((Map<String, String> each) -> each.get("field_name"))
                    .thenComparing(each -> each.get("message")));
            throw ModerationProblem.with(
                    ModerationProblem.INVALID_ENTITY,
                    "Some fields are not as they have to be.",
                    "violations",
                    violations);
        }
        ObjectNode valid = mapper.valueToTree(entity);
        return valid.retain(kind.fields());
    }

    private static Map<String, String> violation(String field, String message) {
        return Map.of("field_name", field, "message", message);
    }

    private Object entity(EntityKind kind, ObjectNode fields) {
        try {
            return mapper.treeToValue(fields, kind.type());
        } catch (JsonProcessingException malformed) {
            if (malformed.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(ProblemType.INVALID_REQUEST, where(malformed) + " is not of its field's type.");
        }
    }

    private static String where(JsonProcessingException malformed) {
        return malformed instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .collect(Collectors.joining("."))
                : "A value";
    }

    /** What RFC 7396 makes of an entity and a patch; entities are flat. */
    public ObjectNode merged(ObjectNode current, ObjectNode patch) {
        ObjectNode merged = current.deepCopy();
        patch.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
