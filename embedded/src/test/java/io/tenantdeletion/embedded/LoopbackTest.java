package io.tenantdeletion.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackTest {

    @Test
    void aFreePortIsNoneThatSystemsGiveToOutgoingConnections() {
        assertThat(IntStream.range(0, 50).map(any -> Loopback.freePort()))
                .allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    void nobodyElseIsGivenAPortBeforeItIsListenedOn() {
        int given = Loopback.freePort();

        assertThat(Loopback.reserve(given)).isEmpty();
    }

    @Test
    void theWantedOneIsGivenUnlessSomebodyListensOnIt() throws IOException {
        int wanted = Loopback.freePort();
        assertThat(Loopback.freePort(wanted)).isEqualTo(wanted);

        try (ServerSocket somebody = new ServerSocket(wanted, 1, InetAddress.getByName(Loopback.ADDRESS))) {
            assertThat(Loopback.freePort(wanted)).isNotEqualTo(somebody.getLocalPort());
        }
    }
}
