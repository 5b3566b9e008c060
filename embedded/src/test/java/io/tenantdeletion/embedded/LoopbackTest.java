package io.tenantdeletion.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackTest {

    @Test
    void aFreePortIsNoneThatSystemsGiveToOutgoingConnections() {
        assertThat(IntStream.range(0, 50).map(any -> Loopback.freePort()))
                .allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    void nobodyElseIsGivenAPortBeforeItIsListenedOn() throws IOException {
        int given = Loopback.freePort();

        assertThat(Loopback.reserve(given)).isEmpty();
        try (FileChannel another =
                FileChannel.open(CacheDirectory.ofUser().root().resolve("ports.lock"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> another.tryLock(given, 1, false)).isInstanceOf(OverlappingFileLockException.class);
        }
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
