package io.tenantdeletion.commons.test;

import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.netcrusher.core.filter.TransformFilter;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** Stands between a client and its broker; can keep to itself what one of them says, and cut the connection. */
public final class BrokerRelay implements AutoCloseable {

    private final AtomicBoolean brokerIsMute = new AtomicBoolean();
    private final AtomicBoolean clientIsMute = new AtomicBoolean();
    private final NioReactor reactor;
    private final TcpCrusher crusher;

    private BrokerRelay(TestBroker broker, int port) throws IOException {
        reactor = new NioReactor();
        crusher = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress(new InetSocketAddress(Loopback.ADDRESS, port))
                .withConnectAddress(
                        new InetSocketAddress(Loopback.ADDRESS, broker.url().getPort()))
                .withIncomingTransformFilterFactory(client -> dropping(brokerIsMute))
                .withOutgoingTransformFilterFactory(client -> dropping(clientIsMute))
                .buildAndOpen();
    }

    private static TransformFilter dropping(AtomicBoolean isMute) {
        return bytes -> {
            if (isMute.get()) {
                bytes.clear().limit(0);
            }
        };
    }

    /** One on this port. */
    public static BrokerRelay before(TestBroker broker, int port) {
        try {
            return new BrokerRelay(broker, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One on a free port. */
    public static BrokerRelay before(TestBroker broker) {
        return before(broker, Loopback.freePort());
    }

    /** Where clients find the broker behind it. */
    public URI url() {
        return URI.create("amqp://guest:guest@" + Loopback.ADDRESS + ":"
                + crusher.getBindAddress().getPort());
    }

    /** From now on clients hear nothing, confirmations included. */
    public void muteBroker() {
        brokerIsMute.set(true);
    }

    /** From now on the broker hears nothing, acknowledgements included. */
    public void muteClients() {
        clientIsMute.set(true);
    }

    /** Cuts all connections and takes no new ones. */
    public void disconnect() {
        crusher.close();
        brokerIsMute.set(false);
        clientIsMute.set(false);
    }

    /** Takes connections again. */
    public void reconnect() {
        crusher.open();
    }

    @Override
    public void close() {
        crusher.close();
        reactor.close();
    }
}
