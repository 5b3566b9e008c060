package io.tenantdeletion.commons.web;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the framework would not survive in a request's first line and headers, or would silently change. */
final class RequestSyntax {

    private static final Pattern QUALITY = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private RequestSyntax() {}

    /** Passes what is well-formed; fails with a 400, 406 or 415 problem otherwise. */
    static void check(HttpServerRequest request) {
        if (!isUri(request.uri()) || !isPercentEncodedText(request.uri())) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "A URI is percent-encoded UTF-8; this is none.");
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isMediaType(type)) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type is not a media type.");
        }
        for (String accepted : request.headers().getAll(HttpHeaders.ACCEPT)) {
            if (!isListOfMediaTypes(accepted)) {
                throw new ProblemException(ProblemType.NOT_ACCEPTABLE, "Accept is not a list of media types.");
            }
        }
    }

    /** The server's own check is off, because it answers without a body. */
    private static boolean isUri(String uri) {
        try {
            return new URI(uri) != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isListOfMediaTypes(String header) {
        for (String type : header.split(",")) {
            if (!isMediaType(type.strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMediaType(String text) {
        try {
            String quality = MediaType.valueOf(text).getParameters().get("q");
            return quality == null || QUALITY.matcher(quality).matches();
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    /** Decoders put a replacement in the place of bytes that are no text, which would then be stored. */
    static boolean isPercentEncodedText(String uri) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '%') {
                int octet = octet(uri, i + 1);
                if (octet < 0) {
                    return false;
                }
                encoded.write(octet);
                i += 2;
            } else if (!isText(encoded)) {
                return false;
            }
        }
        return isText(encoded);
    }

    private static int octet(String uri, int index) {
        if (index + 2 > uri.length()) {
            return -1;
        }
        int high = Character.digit(uri.charAt(index), 16);
        int low = Character.digit(uri.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Whether these octets, which follow each other, are whole characters; forgets them. */
    private static boolean isText(ByteArrayOutputStream octets) {
        if (octets.size() == 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray()));
            octets.reset();
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
