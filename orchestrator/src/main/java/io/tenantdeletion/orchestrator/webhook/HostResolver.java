package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Tells the addresses of a host's name. */
interface HostResolver {

    /** All of them, at least one; fails with an {@link java.net.UnknownHostException} where there is none. */
    Uni<List<InetAddress>> resolve(String name);
}
