package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.webhook.AddressCheck.CheckedAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {

    private static final String URL = "https://hooks.example.com/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "193.99.144.80",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.0.1",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void publicAddressesMayBeCalled(String address) throws UnknownHostException {
        assertThat(check(URL, address).address()).isEqualTo(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                // Link-local, with the address of clouds' metadata; others that clouds use for theirs.
                "169.254.1.1",
                "169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                // Shared address space, tests, documentation, 6to4's relays, multicast, reserved, broadcast.
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                // Unspecified, loopback, link-local, unique-local with a cloud's metadata, multicast, documentation.
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                // Those that carry an IPv4 address: mapped, compatible, NAT64, 6to4, Teredo.
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:a00:1::1",
                "2001::1",
                "100::1",
                "5f00::1",
            })
    void allOthersAreRefused(String address) {
        assertThatThrownBy(() -> check(URL, address)).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        assertThatThrownBy(() -> check(URL, "8.8.8.8", "10.0.0.1")).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[fd00:ec2::254]/"
            })
    void anAddressWithoutANameIsCheckedToo(String url) {
        assertThatThrownBy(() -> check(url)).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> new AddressCheck(
                                TestWebhooksConfig.DEFAULTS,
                                name -> Uni.createFrom().failure(new UnknownHostException(name)))
                        .check(URL)
                        .await()
                        .atMost(Duration.ofSeconds(5)))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("without an address");
    }

    private static CheckedAddress check(String url, String... addresses) {
        List<InetAddress> found =
                Arrays.stream(addresses).map(AddressCheckTest::address).toList();
        return new AddressCheck(
                        TestWebhooksConfig.DEFAULTS, name -> Uni.createFrom().item(found))
                .check(url)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException(notALiteral);
        }
    }
}
