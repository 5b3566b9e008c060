package io.tenantdeletion.commons.problem;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of problem a caller can meet.
 *
 * @param slug stable, unique name; the last part of the problem's {@code type}
 * @param status HTTP status it is answered with
 * @param title short text, the same for every occurrence
 */
public record ProblemType(String slug, int status, String title) {

    /** What the {@code type} of every problem of this system begins with. */
    public static final String PREFIX = "urn:tenant-deletion:problem:";

    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "The request is not valid");
    public static final ProblemType INVALID_IDENTIFIER =
            new ProblemType("invalid-identifier", 400, "The identifier is not a UUID");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "A valid bearer token is needed");
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "The caller may not do this");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is nothing at this address");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "This address does not take this method");
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", 406, "No answer in the accepted media types");
    /** Carries {@code findings}, which say what is in the way and how it is mended. */
    public static final ProblemType DELETION_REFUSED =
            new ProblemType("deletion-refused", 409, "This subject cannot be deleted here as things are");

    public static final ProblemType PAYLOAD_TOO_LARGE =
            new ProblemType("payload-too-large", 413, "The request body is too large");
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", 414, "The URI is too long");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The request body's media type is not supported");
    public static final ProblemType HEADERS_TOO_LARGE =
            new ProblemType("headers-too-large", 431, "The headers of the request are too large");
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", 500, "Something went wrong on our side");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", 503, "Something this answer needs is not available now");

    private static final Map<Integer, ProblemType> BY_STATUS = Stream.of(
                    INVALID_REQUEST,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    PAYLOAD_TOO_LARGE,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    HEADERS_TOO_LARGE,
                    UNAVAILABLE)
            .collect(Collectors.toMap(ProblemType::status, type -> type));

    /** The kind of a failure of which nothing but its HTTP status is known. */
    public static ProblemType ofStatus(int status) {
        ProblemType known = BY_STATUS.get(status);
        return known == null ? new ProblemType("http-" + status, status, "The request was refused") : known;
    }

    /** The RFC 9457 {@code type} of this problem. */
    public URI type() {
        return URI.create(PREFIX + slug);
    }
}
