package io.tenantdeletion.commons.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class JsonPathTest {

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private record Inner(@NotNull String tenantId) {}

    private record Body(
            @NotNull String initiatedBy,
            @Valid Inner ofTenant,
            List<@Valid Inner> someEvents,
            List<@NotNull String> userIds,
            Map<String, @Valid Inner> byName) {}

    private static final class Resource {

        @SuppressWarnings("unused")
        void start(@Valid Body wish, @NotNull String previewToken) {}
    }

    @Test
    void namesMembersAsTheyAreSent() throws ReflectiveOperationException {
        Inner wrong = new Inner(null);
        Body body =
                new Body(null, wrong, List.of(new Inner("a"), wrong), Arrays.asList("a", null), Map.of("first", wrong));

        assertThat(paths(body, null))
                .containsExactlyInAnyOrder(
                        "initiated_by",
                        "of_tenant.tenant_id",
                        "some_events[1].tenant_id",
                        "user_ids[1]",
                        "by_name[first].tenant_id",
                        "preview_token");
    }

    private Stream<String> paths(Object... arguments) throws ReflectiveOperationException {
        Method start = Resource.class.getDeclaredMethod("start", Body.class, String.class);
        return validator.forExecutables().validateParameters(new Resource(), start, arguments).stream()
                .map(ConstraintViolation::getPropertyPath)
                .map(JsonPath::of);
    }
}
