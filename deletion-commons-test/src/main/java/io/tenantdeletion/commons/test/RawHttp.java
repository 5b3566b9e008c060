package io.tenantdeletion.commons.test;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends to the application under test what no client would. */
final class RawHttp {

    private static final int PATIENCE_MS = 20_000;

    private RawHttp() {}

    /** A GET of this target with these header lines. */
    static Answer get(String target, String... headers) {
        return send("GET " + target + " HTTP/1.1", headers);
    }

    /** A request without a body; it names a host unless a header line does. */
    static Answer send(String requestLine, String... headers) {
        StringBuilder request = new StringBuilder(requestLine).append("\r\n");
        if (String.join("\n", headers).indexOf("Host:") < 0) {
            request.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return exchange(request.append("Connection: close\r\n\r\n").toString());
    }

    /** Exactly these characters. */
    static Answer exchange(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Answer.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What came back.
     *
     * @param status HTTP status
     * @param head status line and headers, in lower case
     * @param body the rest
     */
    record Answer(int status, String head, String body) {

        private static Answer of(String text) {
            int end = text.indexOf("\r\n\r\n");
            String head = text.substring(0, end);
            return new Answer(Integer.parseInt(head.split(" ")[1]), head.toLowerCase(), text.substring(end + 4));
        }

        /** Whether it is problem details of its own status. */
        boolean isProblem() {
            return head.contains("content-type: application/problem+json")
                    && body.contains("\"status\":" + status)
                    && body.contains("urn:tenant-deletion:problem:");
        }
    }
}
