package io.tenantdeletion.commons.test;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends to the application under test what no client would. */
final class RawHttp {

    private static final int TIMEOUT_MS = 20_000;

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
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Answer.read(socket.getInputStream());
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

        private static final String END_OF_HEAD = "\r\n\r\n";
        private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");

        private static Answer read(InputStream stream) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf(END_OF_HEAD) < 0) {
                head.append((char) stream.read());
            }
            String lines = head.toString().toLowerCase(Locale.ROOT);
            Matcher length = LENGTH.matcher(lines);
            // Without a length the end of the connection is the end of the body.
            byte[] body = length.find() ? stream.readNBytes(Integer.parseInt(length.group(1))) : stream.readAllBytes();
            return new Answer(Integer.parseInt(lines.split(" ")[1]), lines, new String(body, StandardCharsets.UTF_8));
        }

        /** Whether it is problem details of its own status. */
        boolean isProblem() {
            return head.contains("content-type: application/problem+json")
                    && body.contains("\"status\":" + status)
                    && body.contains("urn:tenant-deletion:problem:");
        }
    }
}
