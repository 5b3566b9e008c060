package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the platform is, who calls it, and how answers are shown; the same for every command. */
final class Connection {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--orchestrator",
            paramLabel = "URL",
            defaultValue = "${env:ORCHESTRATOR_URL:-http://localhost:8080}",
            description = "The orchestrator's address (ORCHESTRATOR_URL; ${DEFAULT-VALUE}).")
    private String orchestrator;

    @Option(
            names = "--tenants",
            paramLabel = "URL",
            defaultValue = "${env:TENANT_URL:-http://localhost:8081}",
            description = "The tenant service's address (TENANT_URL; ${DEFAULT-VALUE}).")
    private String tenants;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            defaultValue = "${env:ISSUER:-http://localhost:8180/realms/bakery-ia}",
            description = "The identity provider's realm (ISSUER; ${DEFAULT-VALUE}).")
    private String issuer;

    @Option(
            names = "--login-file",
            paramLabel = "FILE",
            defaultValue = "${env:TENANT_DELETION_LOGIN:-${sys:user.home}/.config/tenant-deletion/login.json}",
            description = "Where the login is kept (TENANT_DELETION_LOGIN; ${DEFAULT-VALUE}).")
    private Path loginFile;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:TENANT_DELETION_TOKEN}",
            description = "A bearer token instead of a login, for scripts (TENANT_DELETION_TOKEN).")
    private String token;

    @Option(names = "--json", description = "Print the API's answer as it is.")
    private boolean json;

    String issuer() {
        return issuer;
    }

    Path loginFile() {
        return loginFile;
    }

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    JsonNode get(String path) {
        return call(request(orchestrator + path).GET());
    }

    /** An answer that is no JSON. */
    String text(String path, String type) {
        return done(Http.send(request(orchestrator + path).GET(), type)).text();
    }

    JsonNode delete(String path) {
        return call(request(orchestrator + path).DELETE());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return call(withBody(request(orchestrator + path), "POST", body));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return call(withBody(request(orchestrator + path), "PUT", body));
    }

    JsonNode deleteTenant(String path) {
        return call(request(tenants + path).DELETE());
    }

    /** Where a WebSocket of this path is. */
    URI socket(String path) {
        return URI.create(orchestrator.replaceFirst("^http", "ws") + path);
    }

    /** The token for the next call; renewed where it has ended. */
    String bearer() {
        if (token != null && !token.isBlank()) {
            return token;
        }
        Login login = Login.read(loginFile);
        if (login == null) {
            throw new CommandFailedException("Nobody has logged in. Run ./tenant-deletion login, or give a --token.");
        }
        return login.isOver() ? DeviceLogin.renewed(login, loginFile).accessToken() : login.accessToken();
    }

    private HttpRequest.Builder request(String uri) {
        try {
            return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + bearer());
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailedException(uri + " is not an address.");
        }
    }

    private static HttpRequest.Builder withBody(HttpRequest.Builder request, String method, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Http.text(body)));
    }

    private static JsonNode call(HttpRequest.Builder request) {
        return done(Http.send(request)).body();
    }

    private static Http.Answer done(Http.Answer answer) {
        if (answer.status() == 401) {
            throw new CommandFailedException("The login is over. Run ./tenant-deletion login.");
        }
        if (Http.isUnavailable(answer.status())) {
            throw new UnavailableException(Http.problem(answer));
        }
        if (answer.status() / 100 != 2) {
            throw new CommandFailedException(Http.problem(answer));
        }
        return answer;
    }
}
