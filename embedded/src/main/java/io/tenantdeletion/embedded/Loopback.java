package io.tenantdeletion.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Loopback {

    private static final int FIRST_PORT = 10_000;
    private static final int FIRST_OF_OUTGOING = 32_768;
    private static final int TRIES = 1000;

    private Loopback() {}

    /** The address every embedded server listens on. */
    public static final String ADDRESS = "127.0.0.1";

    /**
     * A port nobody listens on. Not one of those that systems give to outgoing connections, which could take it before
     * anybody listens.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST_PORT, FIRST_OF_OUTGOING)
                .filter(Loopback::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free port"));
    }

    /** The preferred port if nobody listens on it on any address, else a free one. */
    public static int freePort(int preferred) {
        return isFree(preferred) ? preferred : freePort();
    }

    private static boolean isFree(int port) {
        return isFree(new InetSocketAddress(port)) && isFree(new InetSocketAddress(ADDRESS, port));
    }

    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }
}
