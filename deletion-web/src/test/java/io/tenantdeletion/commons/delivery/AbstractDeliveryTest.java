package io.tenantdeletion.commons.delivery;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A database with an outbox for the tests of a class, empty before each. */
abstract class AbstractDeliveryTest {

    protected static OutboxDatabase database;

    protected final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    protected final RecordingSink broker = new RecordingSink("broker");

    @BeforeAll
    static void start() {
        database = new OutboxDatabase();
        Uni.createFrom().voidItem().await().indefinitely();
    }

    @AfterEach
    void clear() {
        database.clear();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    protected static void untilNothingWaits() {
        await().atMost(OutboxDatabase.TIMEOUT)
                .until(() -> database.count("delivery") > 0
                        && database.count("outbox where fanned_out_at is null") == 0
                        && database.count("delivery where status = 'pending'") == 0
                        && database.count("delivery_lane") == 0);
    }

    protected DeliveryEngine engine(Sink... sinks) {
        return database.engine(TestConfig.QUICK, meters, sinks);
    }
}
