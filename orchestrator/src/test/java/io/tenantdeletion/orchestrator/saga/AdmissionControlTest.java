package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {

    private final AdmissionControl admission = new AdmissionControl(new MovableClock());
    private final AtomicInteger offers = new AtomicInteger();
    private final List<CompletableFuture<String>> open = new ArrayList<>();
    private final List<CompletableFuture<String>> callers = new ArrayList<>();

    AdmissionControlTest() {
        admission.whenAdmitted(offers::incrementAndGet);
    }

    @AfterEach
    void realTimeAgain() {
        MovableClock.reset();
    }

    @Test
    void fewAreAnsweredBesideJobsThatBegin() {
        ask(4);

        assertThat(admission.admitsJobs()).isTrue();
    }

    @Test
    void jobsBeginWhenManyHaveBeenAnsweredHoweverThatEnded() {
        ask(7);
        assertThat(admission.admitsJobs()).isFalse();

        open.get(0).complete("a job");
        open.get(1).completeExceptionally(new IllegalStateException("refused"));
        assertThat(admission.admitsJobs()).isFalse();
        assertThat(offers).hasValue(0);

        // The caller goes away.
        callers.get(2).cancel(true);

        assertThat(admission.admitsJobs()).isTrue();
        assertThat(offers).hasValue(1);
    }

    @Test
    void jobsDoNotWaitForLongHoweverManyAsk() {
        ask(5);
        MovableClock.pass(AdmissionControl.PATIENCE);

        assertThat(admission.admitsJobs()).isTrue();
    }

    @Test
    void anAnswerIsTheRequestsOwn() {
        ask(1);
        open.get(0).complete("a job");

        assertThat(callers.get(0)).isCompletedWithValue("a job");
    }

    private void ask(int many) {
        IntStream.range(0, many).forEach(any -> {
            CompletableFuture<String> job = new CompletableFuture<>();
            open.add(job);
            callers.add(admission
                    .answer(() -> Uni.createFrom().completionStage(job))
                    .subscribeAsCompletionStage());
        });
    }
}
