package io.tenantdeletion.commons.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one final path from an exception to problem details. What is not understood is a silent 500, logged with its
 * stack.
 */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final Map<String, String> CHALLENGE = Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return failure.toResponse(path(uri));
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException failure, UriInfo uri) {
        return unauthenticated("Send a bearer token in the Authorization header.", uri);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure, UriInfo uri) {
        LOG.debugf(failure, "Bearer token refused");
        return unauthenticated("The bearer token was refused: expired, forged, or not meant for this service.", uri);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, UriInfo uri) {
        return answer(ProblemType.FORBIDDEN, "The token's roles do not allow this call.", uri);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure, UriInfo uri) {
        String detail = failure.getConstraintViolations().stream()
                .map(violation -> JsonPath.of(violation.getPropertyPath()) + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(ProblemType.INVALID_REQUEST, detail, uri);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException failure, UriInfo uri) {
        if (failure.getCause() instanceof ProblemException problem) {
            return problem.toResponse(path(uri));
        }
        return answer(ProblemType.INVALID_REQUEST, "The request body is not the JSON this call takes.", uri);
    }

    /** A body in an encoding that JSON takes, but not of that encoding. */
    @ServerExceptionMapper
    Response notText(CharConversionException failure, UriInfo uri) {
        return answer(ProblemType.INVALID_REQUEST, "The request body is not text.", uri);
    }

    /** Of its own, because the framework brings a mapper for just this exception. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure, UriInfo uri) {
        return unreadable(failure, uri);
    }

    @ServerExceptionMapper
    Response status(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, uri);
        }
        int status = failure.getResponse().getStatus();
        ProblemType type = ProblemType.ofStatus(status);
        if (status >= 500 && type != ProblemType.UNAVAILABLE) {
            return unexpected(failure, uri);
        }
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        Map<String, String> headers = allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow);
        return new ProblemException(type, null, Map.of(), headers).toResponse(path(uri));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, UriInfo uri) {
        if (Outage.isOutage(failure)) {
            return Outage.of("What this call needs", failure).toResponse(path(uri));
        }
        LOG.errorf(failure, "Unexpected failure at %s", uri.getPath());
        return answer(ProblemType.INTERNAL_ERROR, "The failure is in the log of this service.", uri);
    }

    private static Response unauthenticated(String detail, UriInfo uri) {
        return new ProblemException(ProblemType.UNAUTHENTICATED, detail, Map.of(), CHALLENGE).toResponse(path(uri));
    }

    private static Response answer(ProblemType type, String detail, UriInfo uri) {
        return new ProblemException(type, detail).toResponse(path(uri));
    }

    private static URI path(UriInfo uri) {
        return ProblemException.instance(uri);
    }
}
