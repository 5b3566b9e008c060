package io.tenantdeletion.orchestrator.broker;

import io.tenantdeletion.commons.test.TestBroker;
import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** Stands between a sink and its broker, and can keep what the broker says to itself, or cut the connection. */
final class CutConfirmations implements AutoCloseable {

    private final AtomicBoolean swallows = new AtomicBoolean();
    private final NioReactor reactor;
    private final TcpCrusher crusher;

    private CutConfirmations(TestBroker broker) throws IOException {
        reactor = new NioReactor();
        crusher = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress(new InetSocketAddress(Loopback.ADDRESS, Loopback.freePort()))
                .withConnectAddress(
                        new InetSocketAddress(Loopback.ADDRESS, broker.url().getPort()))
                .withIncomingTransformFilterFactory(client -> bytes -> {
                    if (swallows.get()) {
                        bytes.clear().limit(0);
                    }
                })
                .buildAndOpen();
    }

    static CutConfirmations before(TestBroker broker) {
        try {
            return new CutConfirmations(broker);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI url() {
        return URI.create("amqp://guest:guest@" + Loopback.ADDRESS + ":"
                + crusher.getBindAddress().getPort());
    }

    void swallowConfirmations() {
        swallows.set(true);
    }

    void disconnect() {
        crusher.close();
        swallows.set(false);
    }

    void reconnect() {
        crusher.open();
    }

    @Override
    public void close() {
        crusher.close();
        reactor.close();
    }
}
