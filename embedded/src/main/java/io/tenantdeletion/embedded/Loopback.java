package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class Loopback {

    private Loopback() {}

    /** The address every embedded server listens on. */
    public static final String ADDRESS = "127.0.0.1";

    /** A port nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    /** The preferred port if nobody listens on it on any address, else a free one. */
    public static int freePort(int preferred) {
        return isFree(new InetSocketAddress(preferred)) && isFree(new InetSocketAddress(ADDRESS, preferred))
                ? preferred
                : freePort();
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
