package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    private static final WebhooksConfig LOCAL = new TestWebhooksConfig(true, true, Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443, /",
        "https://hooks.example.com/a/b?c=d, hooks.example.com, 443, /a/b?c=d",
        "HTTPS://Hooks.Example.COM:8443/, hooks.example.com, 8443, /",
        "https://xn--bckerei-5wa.example/, xn--bckerei-5wa.example, 443, /",
        "https://8.8.8.8/x, 8.8.8.8, 443, /x",
        "https://[2606:4700::1111]/x, 2606:4700::1111, 443, /x",
    })
    void readsWhatEverybodyReadsAlike(String text, String host, int port, String target) {
        assertThat(WebhookUrl.parse(text, TestWebhooksConfig.DEFAULTS))
                .isEqualTo(new WebhookUrl(true, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "ftp://hooks.example.com/",
                "//hooks.example.com/",
                "hooks.example.com",
                "https:hooks.example.com",
                "https:///path",
                "https://",
                "",
                // A user, or what one reader takes for a user and another for a host.
                "https://user@hooks.example.com/",
                "https://user:password@hooks.example.com/",
                "https://hooks.example.com@10.0.0.1/",
                "https://10.0.0.1#@hooks.example.com/",
                "https://hooks.example.com\\@10.0.0.1/",
                "https://hooks.example.com%40@10.0.0.1/",
                "https://hooks.example.com/#fragment",
                // Numbers that some take for an IPv4 address.
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://8.8.8.08/",
                "https://8.8.8.256/",
                "https://8.8.8.8.8/",
                "https://8.8.8.8./",
                "https://example.0x1/",
                // IPv6 with something else inside.
                "https://[::ffff:8.8.8.8]/",
                "https://[64:ff9b::8.8.8.8]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://[8.8.8.8]/",
                // Names for inside.
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST/",
                "https://a.localhost/",
                "https://hooks.example.com./",
                "https://intranet/",
                "https://printer.local/",
                "https://metadata.google.internal/",
                "https://router.home.arpa/",
                "https://hooks..example.com/",
                "https://-hooks.example.com/",
                "https://hooks_.example.com/",
                "https://bäckerei.example/",
                "https://hooks。example。com/",
                "https://%68ooks.example.com/",
                // Ports of something else than a web server.
                "https://hooks.example.com:22/",
                "https://hooks.example.com:5432/",
                "https://hooks.example.com:80/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:-1/",
                "https://hooks.example.com/ space",
                "https://hooks.example.com/\r\nX-Header: x",
                "https://hooks.example.com\t/",
            })
    void refusesWhatSomebodyMayReadInAnotherWay(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text, TestWebhooksConfig.DEFAULTS))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() ->
                        WebhookUrl.parse("https://hooks.example.com/" + "a".repeat(2048), TestWebhooksConfig.DEFAULTS))
                .isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000/", "http://127.0.0.1:9/x", "http://[::1]:80/", "https://receiver/"})
    void insideOneMachineMoreIsAllowed(String text) {
        assertThat(WebhookUrl.parse(text, LOCAL).host()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost./",
                "http://user@localhost/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://[::ffff:127.0.0.1]/"
            })
    void butNotWhatIsReadInSeveralWays(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text, LOCAL)).isInstanceOf(RefusedAddressException.class);
    }
}
