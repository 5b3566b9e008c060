package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Logging in by a browser, on this machine or any other: RFC 8628. */
final class DeviceLogin {

    private static final String CLIENT = "tenant-deletion-cli";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private DeviceLogin() {}

    /** Tells where to log in, and waits until somebody has. */
    static Login wait(String issuer, PrintWriter out) {
        Http.Answer begun = Http.form(issuer + "/protocol/openid-connect/auth/device", Map.of("client_id", CLIENT));
        JsonNode device = begun.body();
        if (begun.status() != 200) {
            throw new CommandFailedException(issuer + " offers no login for devices: " + reason(begun));
        }
        out.println("Open " + device.path("verification_uri_complete").asText());
        out.println("and see that the code is " + device.path("user_code").asText() + ". Waiting ...");
        out.flush();
        return poll(issuer, device);
    }

    private static Login poll(String issuer, JsonNode device) {
        Instant end = Instant.now().plusSeconds(device.path("expires_in").asLong());
        Duration pause = Duration.ofSeconds(device.path("interval").asLong(5));
        while (Instant.now().isBefore(end)) {
            Pause.of(pause);
            Http.Answer answer = token(
                    issuer,
                    Map.of(
                            "grant_type", GRANT,
                            "client_id", CLIENT,
                            "device_code", device.path("device_code").asText()));
            if (answer.status() == 200) {
                return Login.of(issuer, answer.body());
            }
            String error = answer.body().path("error").asText();
            if (error.equals("slow_down")) {
                pause = pause.plus(SLOWER);
            } else if (!error.equals("authorization_pending")) {
                throw new CommandFailedException("Nobody has logged in: " + reason(answer));
            }
        }
        throw new CommandFailedException("Nobody has logged in in time.");
    }

    /** The same login with a new token, which is kept. */
    static Login renewed(Login login, Path file) {
        if (login.refreshToken() == null) {
            throw new CommandFailedException("The login is over. Run ./tenant-deletion login.");
        }
        Http.Answer answer = token(
                login.issuer(),
                Map.of("grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", login.refreshToken()));
        if (Http.isUnavailable(answer.status())) {
            throw new UnavailableException("The identity provider does not answer: " + reason(answer) + ".");
        }
        if (answer.status() != 200) {
            throw new CommandFailedException("The login is over. Run ./tenant-deletion login.");
        }
        Login renewed = Login.of(login.issuer(), answer.body());
        renewed.write(file);
        return renewed;
    }

    private static Http.Answer token(String issuer, Map<String, String> fields) {
        return Http.form(issuer + "/protocol/openid-connect/token", fields);
    }

    private static String reason(Http.Answer answer) {
        JsonNode body = answer.body();
        return body.path("error_description").asText(body.path("error").asText("status " + answer.status()));
    }
}
