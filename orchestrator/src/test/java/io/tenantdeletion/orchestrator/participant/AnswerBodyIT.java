package io.tenantdeletion.orchestrator.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without end, in length and in time, are given up, and their connections are closed. */
@QuarkusTest
class AnswerBodyIT extends OrchestratorTest {

    private static final int MAX = 1 << 20;

    /** What may be on its way when a connection is closed: buffers of two sockets. */
    private static final long ON_ITS_WAY = 20L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    ResponseValidator validator;

    private final ServerSocket server = listen();

    /** How many bytes of a body the server got rid of before the connection was closed. */
    private final CompletableFuture<Long> sent = new CompletableFuture<>();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "200, invalid_answer",
        "202, invalid_answer",
        "301, invalid_answer",
        "404, refused",
        "429, busy",
        "500, error"
    })
    void aBodyThatIsTooLongIsNotReadToItsEnd(int status, String kind) throws Exception {
        answering(status, 150_000_000, new byte[1 << 16], Duration.ZERO);

        Failure failure = purge(participant(PATIENCE)).await().atMost(PATIENCE).failure();

        assertThat(failure).hasToString(kind + ": status " + status + " with a body longer than " + MAX + " bytes");
        assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(MAX + ON_ITS_WAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 409})
    void neitherIsOneOfTheTenantServicesAboutASuspension(int status) throws Exception {
        answering(status, 150_000_000, new byte[1 << 16], Duration.ZERO);
        Uni<Void> suspension = new SuspensionClient(url(), settings(PATIENCE))
                .unsuspend(new TenantId(UUID.randomUUID()), new JobId(UUID.randomUUID()), 1, false);

        assertThatThrownBy(() -> suspension.await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(503));
        assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(MAX + ON_ITS_WAY);
    }

    @Test
    void aBodyThatIsLongEnoughIsRead() {
        answering(400, MAX, new byte[1 << 16], Duration.ZERO);

        assertThat(purge(participant(PATIENCE))
                        .await()
                        .atMost(PATIENCE)
                        .failure()
                        .detail())
                .startsWith("status 400 ")
                .doesNotContain("longer");
    }

    @Test
    void theTimeOfACallIsThatOfItsWholeAnswer() throws Exception {
        answering(200, 100_000, new byte[1], Duration.ofMillis(10));

        Failure failure = purge(participant(Duration.ofSeconds(1)))
                .await()
                .atMost(PATIENCE)
                .failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(100_000);
    }

    @Test
    void whoWaitsNoLongerClosesTheConnection() throws Exception {
        CompletableFuture<Void> begun = answering(200, 100_000, new byte[1], Duration.ofMillis(10));
        var waiting = purge(participant(PATIENCE)).subscribe().with(never -> {});
        begun.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        waiting.cancel();

        assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(100_000);
    }

    private Uni<Outcome<DataDeletionResponse>> purge(Participant participant) {
        return participant.purge(new TenantId(UUID.randomUUID()), new JobId(UUID.randomUUID()));
    }

    private Participant participant(Duration timeout) {
        return TestParticipants.of("odd", url(), Set.of(Capability.PURGE), settings(timeout), validator);
    }

    private URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    private static GuardSettings settings(Duration timeout) {
        return new GuardSettings(
                timeout,
                timeout,
                0,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ZERO,
                100,
                0.5,
                Duration.ofSeconds(1),
                5,
                5,
                MAX);
    }

    /** Answers one request with a body of this length in such parts; done when the first part was sent. */
    private CompletableFuture<Void> answering(int status, long length, byte[] part, Duration pause) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Arrays.fill(part, (byte) 'A');
        CompletableFuture.runAsync(() -> {
            long written = 0;
            try (Socket caller = server.accept()) {
                caller.getInputStream().read(new byte[1 << 16]);
                OutputStream out = caller.getOutputStream();
                out.write(("HTTP/1.1 " + status + " Any\r\nContent-Type: application/json\r\nContent-Length: " + length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                do {
                    out.write(part);
                    out.flush();
                    begun.complete(null);
                    written += part.length;
                } while (written < length && !closesWithin(pause, caller));
            } catch (IOException closed) {
                // As expected.
            }
            sent.complete(written);
        });
        return begun;
    }

    /** Whether the caller closes the connection in this time; what else it may send is skipped. */
    private static boolean closesWithin(Duration pause, Socket caller) throws IOException {
        if (pause.isZero()) {
            return false;
        }
        caller.setSoTimeout(Math.toIntExact(pause.toMillis()));
        try {
            return caller.getInputStream().read() == -1;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
