package io.tenantdeletion.commons.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdeletion.commons.test.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A laboratory that listens: the broker, and an orchestrator to ask. */
abstract class ListenerTest extends LabTest {

    static DeletionMessages messages;
    static FakeOrchestrator orchestrator;

    @BeforeAll
    static void startBroker() {
        orchestrator = new FakeOrchestrator(Integer.getInteger(ListenerAddresses.ORCHESTRATOR_PORT));
        messages = new DeletionMessages();
    }

    @AfterAll
    static void stopBroker() {
        messages.close();
        orchestrator.close();
    }

    @BeforeEach
    void isListening() {
        messages.begin();
    }

    @AfterEach
    void isSettled() {
        messages.awaitSettled();
    }

    void awaitOnlyOthersLeft() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(TestDatabase.rows("lab")).isEqualTo(others));
    }
}
