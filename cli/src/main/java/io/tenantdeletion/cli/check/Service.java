package io.tenantdeletion.cli.check;

import io.tenantdeletion.cli.CommandFailedException;
import io.tenantdeletion.cli.Http;
import io.tenantdeletion.cli.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;

/**
 * The running service, called as the platform calls it.
 *
 * @param url where it is
 * @param token of a service
 * @param userToken of somebody who is no service, or null
 * @param job what every call says it is for
 * @param headers what calls carry besides
 */
record Service(String url, String token, String userToken, String job, Map<String, String> headers) {

    /** The same for another job, whose calls carry this besides. */
    Service with(Map<String, String> further) {
        return new Service(url, token, userToken, UUID.randomUUID().toString(), further);
    }

    /** The same job, whose calls carry something else besides. */
    Service carrying(Map<String, String> others) {
        return new Service(url, token, userToken, job, others);
    }

    Http.Answer call(String method, String path) {
        return call(method, path, token);
    }

    /** The same with another token, or none. */
    Http.Answer call(String method, String path, String anyToken) {
        return send(method, path, anyToken, BodyPublishers.noBody());
    }

    Http.Answer call(String method, String path, Map<String, ?> body) {
        return send(method, path, token, BodyPublishers.ofString(Http.text(body)));
    }

    /**
     * Asked once more where nobody answers: a connection may have been closed just then, and every call may be
     * repeated.
     */
    private Http.Answer send(String method, String path, String anyToken, BodyPublisher body) {
        try {
            return Http.send(request(method, path, anyToken, body));
        } catch (UnavailableException closed) {
            return Http.send(request(method, path, anyToken, body));
        }
    }

    private HttpRequest.Builder request(String method, String path, String anyToken, BodyPublisher body) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url + path));
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailedException(url + " is not an address.");
        }
        if (anyToken != null) {
            request.header("Authorization", "Bearer " + anyToken);
        }
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return request.header("Deletion-Job-Id", job).method(method, body);
    }
}
