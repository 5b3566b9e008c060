package io.tenantdeletion.cli.check;

import io.tenantdeletion.cli.CommandFailedException;
import io.tenantdeletion.cli.Http;
import io.tenantdeletion.cli.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/**
 * The running service, called as the platform calls it.
 *
 * @param url where it is
 * @param token of a service
 * @param userToken of somebody who is no service, or null
 * @param job what every call says it is for
 */
record Service(String url, String token, String userToken, String job) {

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
        return request.header("Deletion-Job-Id", job).method(method, body);
    }
}
