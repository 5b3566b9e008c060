package io.tenantdeletion.embedded;

import java.util.List;
import java.util.stream.Stream;

/** What embedded servers are started with. */
final class PostgresSettings {

    /** As a deployment might have it, on a small machine. */
    static final List<String> DURABLE = List.of(
            "listen_addresses=" + Loopback.ADDRESS,
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=256MB",
            "work_mem=16MB",
            "maintenance_work_mem=128MB",
            "max_wal_size=4GB",
            "checkpoint_timeout=30min",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_prepared_transactions=10",
            "jit=off",
            "log_timezone=UTC",
            "timezone=UTC");

    /**
     * Nothing waits for a disk, and passwords are hashed once, not thousands of times. Commits stay synchronous: what
     * is vacuumed right after them would not be seen as visible to all.
     */
    static final List<String> NON_DURABLE = Stream.concat(
                    DURABLE.stream(), Stream.of("fsync=off", "full_page_writes=off", "scram_iterations=1"))
            .toList();

    private PostgresSettings() {}
}
