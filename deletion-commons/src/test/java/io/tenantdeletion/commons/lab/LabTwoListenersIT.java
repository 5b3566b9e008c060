package io.tenantdeletion.commons.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.listen.SecondListener;
import io.tenantdeletion.commons.test.PlatformTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas that listen: each message is one's, and what one leaves behind is the other's. */
@QuarkusTest
@Tag("long")
@WithTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@WithTestResource(ListenerAddresses.class)
class LabTwoListenersIT extends ListenerTest {

    private static final int TENANTS = 20;

    private final List<UUID> tenants = new ArrayList<>();

    @Inject
    SecondListener second;

    @BeforeEach
    void bothListen() {
        second.start();
        await().until(() -> messages.listeners() == 2);
    }

    @AfterEach
    void oneIsLeft() {
        second.stop();
        await().until(() -> messages.listeners() == 1);
    }

    @Test
    void everyEventHasItsEffectOnce() {
        // When
        publish(TENANTS);

        // Then
        awaitOnlyOthersLeft();
        messages.awaitSettled();
        assertThat(messages.outcomes("purged")).isEqualTo(TENANTS);
        assertThat(messages.outcomes("nothing")).isZero();
        assertThat(tenants)
                .allSatisfy(each -> assertThat(orchestrator.findings(each)).hasSize(1));
    }

    @Test
    void whatOneLeavesBehindIsTheOthers() {
        // When
        publish(TENANTS / 2);
        second.stop();
        publish(TENANTS);

        // Then
        awaitOnlyOthersLeft();
        await().until(() -> messages.waiting() == 0);
        assertThat(tenants)
                .allSatisfy(each -> assertThat(orchestrator.findings(each)).isNotEmpty());
    }

    /** Has so many tenants told of in all. */
    private void publish(int upTo) {
        while (tenants.size() < upTo) {
            UUID one = UUID.randomUUID();
            UUID job = UUID.randomUUID();
            fill(one, 10);
            orchestrator.knows(job, "completed", "tenant", one);
            tenants.add(one);
            messages.publish("tenant", one, job);
        }
    }
}
