package io.tenantdeletion.commons.test;

import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the application and its database, so that a test can take the database away. A test tells it by a
 * connection to its control port, because the two live in different class loaders of one JVM.
 */
final class Relay implements AutoCloseable {

    /** System property that holds the control port. */
    static final String CONTROL = "test.platform.relay-control";

    private static final int REFUSE = 0;
    private static final int ACCEPT = 1;

    private final InetSocketAddress target;
    private final InetSocketAddress address;
    private final ServerSocket control;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    Relay(String host, int port) {
        target = new InetSocketAddress(host, port);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Loopback.freePort());
        try {
            control = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            listen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.setProperty(CONTROL, String.valueOf(control.getLocalPort()));
        start(this::obey);
    }

    /** From now on connections are refused, and those that are open are broken; or everything is as before again. */
    static void tell(boolean accept) {
        int port = Integer.getInteger(CONTROL);
        try (Socket relay = new Socket(InetAddress.getLoopbackAddress(), port)) {
            relay.getOutputStream().write(accept ? ACCEPT : REFUSE);
            relay.getInputStream().read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return address.getPort();
    }

    private void obey() throws IOException {
        while (true) {
            try (Socket test = control.accept()) {
                if (test.getInputStream().read() == ACCEPT) {
                    listen();
                } else {
                    refuse();
                }
                test.getOutputStream().write(1);
            }
        }
    }

    private synchronized void listen() throws IOException {
        ServerSocket fresh = new ServerSocket();
        fresh.setReuseAddress(true);
        fresh.bind(address, 200);
        listener = fresh;
        start(() -> accept(fresh));
    }

    private synchronized void refuse() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(ServerSocket from) throws IOException {
        while (true) {
            Socket near = from.accept();
            Socket far = new Socket(target.getAddress(), target.getPort());
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            start(() -> pump(near, far));
            start(() -> pump(far, near));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        open.add(from);
        try (from;
                to;
                InputStream bytes = from.getInputStream()) {
            bytes.transferTo(to.getOutputStream());
        } finally {
            open.remove(from);
        }
    }

    private interface Loop {
        void run() throws IOException;
    }

    private static void start(Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException closed) {
                        // The end of it.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            control.close();
            refuse();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
