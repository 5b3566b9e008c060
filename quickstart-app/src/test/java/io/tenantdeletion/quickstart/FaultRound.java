package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.FaultData.Request;
import io.tenantdeletion.quickstart.FaultData.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Many jobs at once while everything they need fails, and what has become of them when nothing fails any more. */
final class FaultRound {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LATER = Duration.ofMinutes(10);

    private final Platform platform;
    private final MisbehavingParticipant participant;
    private final Scale scale;
    private final RetryingClient client;
    private final Map<Subject, RetryingClient.Answer> answers = new ConcurrentHashMap<>();

    FaultRound(Platform platform, MisbehavingParticipant participant, Scale scale) {
        this.platform = platform;
        this.participant = participant;
        this.scale = scale;
        this.client = new RetryingClient(platform);
    }

    /**
     * How much is done.
     *
     * @param tenants how many tenants are deleted
     * @param window milliseconds in which faults begin and jobs are asked for
     * @param longest milliseconds a fault lasts
     * @param patience in which everything must have come to its end when all is well again
     */
    record Scale(int tenants, long window, long longest, Duration patience) {

        /** The options with which a round has this scale. */
        String options() {
            return "-Dfaults.tenants=%d -Dfaults.window=%d -Dfaults.longest=%d".formatted(tenants, window, longest);
        }
    }

    FaultReport run(long seed, List<UUID> users) {
        Random random = new Random(seed);
        FaultPlan plan = FaultPlan.of(random, scale.window(), scale.longest());
        FaultData data = new FaultData(platform.postgres(), random, plan);
        DataSnapshot before = data.fill(platform.postgres(), scale.tenants(), users);

        FaultInjector injector = new FaultInjector(platform, participant);
        List<Subject> subjects = data.subjects();
        subjects.stream().filter(Subject::isPutBack).map(Subject::id).forEach(participant::doNotLieTo);
        subjects.stream()
                .filter(subject -> subject.request() == Request.DELETE_REFUSED_TENANT)
                .map(Subject::id)
                .forEach(participant::refuse);
        List<CompletableFuture<Void>> requests = subjects.stream()
                .map(subject -> Tasks.async(() -> request(subject)))
                .toList();
        injector.inject(plan).join();
        requests.forEach(CompletableFuture::join);

        Await.tryUntil(scale.patience(), () -> subjects.stream().allMatch(subject -> hasEndedAsExpected(subject)));
        FaultRoundCheck check = new FaultRoundCheck(platform, participant, client, data, answers);
        List<String> stuck = check.findStuck();
        check.findUnfinished().forEach(job -> client.decide(job, "retry"));
        Await.tryUntil(scale.patience(), () -> check.findUnfinished().isEmpty());
        return new FaultReport(
                "-Dfaults.seed=%d -Dfaults.rounds=1 %s".formatted(seed, scale.options()),
                plan.faults(),
                check.countJobs(),
                check.findLost(),
                check.findWrong(before, injector.keycloakStarted()),
                stuck);
    }

    private void request(Subject subject) {
        long begin = System.nanoTime();
        Await.pause(subject.at());
        RetryingClient.Answer answer = ask(subject);
        answers.put(subject, answer);
        if (answer.isGood() && subject.request() == Request.DELETE_AND_RESTORE_TENANT) {
            Await.tryUntil(scale.patience(), () -> {
                takeBack(subject, answer.job());
                return status(answer.job()).equals("cancelled");
            });
        }
        if (subject.request() == Request.DELETE_AND_UNDO_TENANT) {
            // Also where the answer got lost, and the tenant was gone when it was asked for once more.
            Await.tryUntil(scale.patience(), () -> client.jobs().stream().anyMatch(job -> isCompleted(job, subject)));
            Await.pause(subject.undoAt() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            client.jobs().stream().filter(job -> isCompleted(job, subject)).forEach(job -> undo(subject, job));
        }
    }

    private void undo(Subject subject, JsonNode job) {
        String id = job.path("job_id").asText();
        answers.put(subject, new RetryingClient.Answer(200, job));
        RetryingClient.Answer undone = client.decide(id, "restore");
        if (!undone.isGood() && status(id).equals("completed")) {
            throw new AssertionError(subject + " could not be undone: " + undone);
        }
    }

    private static boolean isCompleted(JsonNode job, Subject subject) {
        return FaultRoundCheck.isAbout(job, subject.id())
                && job.path("status").asText().equals("completed");
    }

    private RetryingClient.Answer ask(Subject subject) {
        return switch (subject.request()) {
            case DELETE_TENANT, DELETE_AND_UNDO_TENANT ->
                subject.throughTenantService()
                        ? client.deleteTenantByName(subject.id(), subject.title(), AT_ONCE)
                        : client.deleteTenant(subject.id(), AT_ONCE);
            case DELETE_AND_RESTORE_TENANT -> client.deleteTenant(subject.id(), LATER);
            case DELETE_REFUSED_TENANT -> client.deleteTenantOrRollBack(subject.id());
            case DELETE_USER -> client.deleteUser(subject.id());
        };
    }

    private void takeBack(Subject subject, String job) {
        if (subject.throughTenantService()) {
            client.restoreTenant(subject.id(), BakeryRealm.OWNER);
        } else {
            client.decide(job, "cancel");
        }
    }

    private boolean hasEndedAsExpected(Subject subject) {
        RetryingClient.Answer answer = answers.get(subject);
        // Without an answer that was good it may have been done all the same: the check looks at all jobs.
        return !answer.isGood() || status(answer.job()).equals(FaultRoundCheck.expectedStatus(subject));
    }

    private String status(String job) {
        JsonNode body = client.job(job).body();
        return body.path("status").asText();
    }
}
