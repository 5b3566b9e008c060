package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To which address a connection goes, and whose certificate it needs. */
class WebhookConnectionTest {

    private final WebhookServer server = new WebhookServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNameThatLeadsElsewhereAtTheNextCallIsNotCalled() {
        // Given a name that was public when it was registered
        WebhooksConfig usual = TestWebhooksConfig.DEFAULTS;
        Queue<String> answers = new ConcurrentLinkedQueue<>(List.of("8.8.8.8", "127.0.0.1"));
        AddressCheck check = new AddressCheck(
                usual, name -> Uni.createFrom().item(List.of(WebhookServer.address(answers.remove()))));
        check.check("https://hooks.example.com/").await().atMost(Duration.ofSeconds(30));

        // When
        WebhookAnswer answer =
                WebhookServer.send(new WebhookClient(check, server.vertx(), usual), "https://hooks.example.com/");

        // Then
        assertThat(answer.code()).isNull();
        assertThat(answer.reason()).isEqualTo("refused: the address leads to an address that is not public");
    }

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() {
        // Given a name that nobody but the check knows
        int port = server.listen(204);
        AtomicInteger asked = new AtomicInteger();
        AddressCheck check = new AddressCheck(WebhookServer.LOCAL, name -> {
            asked.incrementAndGet();
            return Uni.createFrom().item(List.of(WebhookServer.address("127.0.0.1")));
        });

        // When
        WebhookAnswer answer = WebhookServer.send(
                new WebhookClient(check, server.vertx(), WebhookServer.LOCAL),
                "http://name-that-nobody-knows.example:" + port + "/");

        // Then
        assertThat(answer.isSuccess()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void anIpv6AddressIsNamedInBrackets() {
        assumeThatCode(() -> new ServerSocket(0, 1, WebhookServer.address("::1")).close())
                .doesNotThrowAnyException();
        int port = server.listen(
                "::1",
                new HttpServerOptions(),
                call -> call.response().setStatusCode(204).end());

        WebhookAnswer answer = WebhookServer.send(
                server.client(WebhookServer.LOCAL, new HttpClientOptions()), "http://[::1]:" + port + "/");

        assertThat(answer.isSuccess()).isTrue();
        assertThat(server.calls().remove().getHeader("Host")).isEqualTo("[::1]:" + port);
    }

    @Test
    void aCertificateOfTheNameIsNeededAndTheNameIsIndicated(@TempDir Path directory) throws Exception {
        // Given
        PfxOptions own = TestCertificate.of("hooks.example.com", directory);
        int port = server.listen(
                "127.0.0.1",
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(own),
                call -> call.response().setStatusCode(204).end());
        WebhookClient trusting = server.client(WebhookServer.LOCAL, new HttpClientOptions().setTrustOptions(own));
        WebhookClient usual = server.client(WebhookServer.LOCAL, new HttpClientOptions());

        // When
        WebhookAnswer right = WebhookServer.send(trusting, "https://hooks.example.com:" + port + "/");
        WebhookAnswer wrong = WebhookServer.send(trusting, "https://others.example.com:" + port + "/");
        WebhookAnswer untrusted = WebhookServer.send(usual, "https://hooks.example.com:" + port + "/");

        // Then
        assertThat(right.isSuccess()).isTrue();
        assertThat(server.calls().remove().connection().indicatedServerName()).isEqualTo("hooks.example.com");
        assertThat(wrong.reason()).isEqualTo("unreachable: no TLS connection that can be trusted");
        assertThat(untrusted.reason()).isEqualTo("unreachable: no TLS connection that can be trusted");
        assertThat(server.calls()).isEmpty();
    }
}
