package io.tenantdeletion.commons.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says what is too large about a request. The server's own limits, which are wider, only close the connection, or
 * answer without a word.
 */
@Singleton
class RequestLimits {

    private static final int MAX_URI = 16 * 1024;
    private static final int MAX_HEADERS = 20 * 1024;

    private final long maxBody;

    RequestLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    /** Passes what is small enough; fails with a 413, 414 or 431 problem otherwise. */
    void check(HttpServerRequest request) {
        require(request.uri().length(), MAX_URI, ProblemType.URI_TOO_LONG, "A URI");
        require(headers(request), MAX_HEADERS, ProblemType.HEADERS_TOO_LARGE, "The headers of a request");
        require(body(request), maxBody, ProblemType.PAYLOAD_TOO_LARGE, "The body of a request");
    }

    private static void require(long bytes, long limit, ProblemType otherwise, String what) {
        if (bytes > limit) {
            throw new ProblemException(otherwise, what + " may have at most " + limit + " bytes.");
        }
    }

    private static long headers(HttpServerRequest request) {
        long bytes = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        return bytes;
    }

    private static long body(HttpServerRequest request) {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
