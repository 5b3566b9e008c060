package io.tenantdeletion.moderation.rest;

import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.EntityKinds;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the document what the bodies of each kind are: what its entity says. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class EntitySchemas implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Arc.container().instance(EntityKinds.class).get().all().forEach(kind -> describe(document, kind));
    }

    private static void describe(OpenAPI document, EntityKind kind) {
        String name = kind.type().getSimpleName();
        document.getComponents().addSchema(name, schema(kind));
        Schema some = OASFactory.createSchema().ref(name);
        Schema whole = OASFactory.createSchema().addAllOf(some).required(required(kind));
        PathItem all = document.getPaths().getPathItem("/api/v1/" + kind.path());
        PathItem one = document.getPaths().getPathItem("/api/v1/" + kind.path() + "/{id}");
        set(body(all.getPOST()), whole);
        set(body(one.getPUT()), whole);
        set(body(one.getPATCH()), some);
        set(one.getGET().getResponses().getAPIResponse("200").getContent(), some);
    }

    private static Content body(Operation operation) {
        return operation.getRequestBody().getContent();
    }

    private static void set(Content content, Schema schema) {
        content.getMediaTypes().values().forEach(type -> type.setSchema(schema));
    }

    /** What has no value of its own, and needs one. */
    private static List<String> required(EntityKind kind) {
        return kind.fields().stream()
                .filter(name -> !name.equals(EntityKind.STATUS))
                .filter(name -> kind.field(name).isAnnotationPresent(NotNull.class)
                        || kind.field(name).isAnnotationPresent(NotBlank.class))
                .toList();
    }

    private static Schema schema(EntityKind kind) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.OBJECT);
        schema.addProperty("id", string().format("uuid").readOnly(true));
        kind.person()
                .ifPresent(column ->
                        schema.addProperty(column, string().format("uuid").readOnly(true)));
        kind.fields().forEach(name -> schema.addProperty(name, property(kind.field(name))));
        return schema;
    }

    private static Schema property(Field field) {
        Schema schema = typed(field.getType());
        of(field, Size.class).ifPresent(size -> schema.setMaxLength(size.max()));
        of(field, Pattern.class).ifPresent(pattern -> schema.setPattern("^(" + pattern.regexp() + ")$"));
        of(field, Min.class).ifPresent(least -> schema.setMinimum(BigDecimal.valueOf(least.value())));
        of(field, Max.class).ifPresent(most -> schema.setMaximum(BigDecimal.valueOf(most.value())));
        of(field, DecimalMin.class).ifPresent(least -> schema.setMinimum(new BigDecimal(least.value())));
        of(field, DecimalMax.class).ifPresent(most -> schema.setMaximum(new BigDecimal(most.value())));
        return schema;
    }

    private static Schema typed(Class<?> type) {
        if (type == UUID.class) {
            return string().format("uuid");
        }
        if (type == LocalDate.class) {
            return string().format("date");
        }
        if (Number.class.isAssignableFrom(type)) {
            return OASFactory.createSchema().addType(type == BigDecimal.class ? SchemaType.NUMBER : SchemaType.INTEGER);
        }
        return type == Boolean.class ? OASFactory.createSchema().addType(SchemaType.BOOLEAN) : string();
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static <A extends Annotation> Optional<A> of(Field field, Class<A> annotation) {
        return Optional.ofNullable(field.getAnnotation(annotation));
    }
}
