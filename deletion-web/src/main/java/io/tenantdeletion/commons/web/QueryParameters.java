package io.tenantdeletion.commons.web;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Whoever misspells a filter would get more than was asked for, and whoever misspells {@code retention} would wait for
 * another time: a call that takes query parameters takes no others. Only calls of this product are looked at.
 */
@Singleton
class QueryParameters {

    private static final String OURS = "io.tenantdeletion.";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** Fails with a 400 problem where a parameter is unknown. */
    @ServerRequestFilter
    void requireKnown(ResourceInfo called, ContainerRequestContext request) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || !called.getResourceClass().getName().startsWith(OURS)) {
            return;
        }
        Set<String> names = known.computeIfAbsent(called.getResourceMethod(), QueryParameters::of);
        sent.stream()
                .filter(name -> !names.isEmpty() && !names.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "There is no query parameter of that name; known are " + String.join(", ", names) + ".");
                });
    }

    /**
     * The names of the query parameters that a method takes, itself or in a class that gathers them. None where such a
     * class does not show its fields, in an image that was not told to keep them: then nothing is refused.
     */
    static Set<String> of(Method method) {
        if (Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                .anyMatch(parameter -> parameter.getType().getDeclaredFields().length == 0)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        Arrays.stream(method.getParameters())
                .forEach(parameter -> name(parameter, parameter.getName())
                        .ifPresentOrElse(
                                names::add, () -> fields(parameter.getType()).forEach(names::add)));
        return names;
    }

    private static Stream<String> fields(Class<?> type) {
        return type.getName().startsWith(OURS)
                ? Arrays.stream(type.getDeclaredFields()).flatMap(field -> name(field, field.getName()).stream())
                : Stream.empty();
    }

    private static Optional<String> name(AnnotatedElement element, String own) {
        return Optional.ofNullable(element.getAnnotation(QueryParam.class))
                .map(QueryParam::value)
                .or(() -> Optional.ofNullable(element.getAnnotation(RestQuery.class))
                        .map(query -> query.value().isEmpty() ? own : query.value()));
    }
}
