package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.quickstart.FaultData.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What has become of the jobs of a round. */
final class FaultRoundCheck {

    private static final String COMPLETED = "completed";
    private static final String RESTORED = "restored";
    private static final String ROLLED_BACK = "rolled_back";
    private static final List<String> ENDED = List.of(COMPLETED, "cancelled", RESTORED, ROLLED_BACK);

    private final Platform platform;
    private final MisbehavingParticipant participant;
    private final RetryingClient client;
    private final FaultData data;
    private final Map<Subject, RetryingClient.Answer> answers;

    FaultRoundCheck(
            Platform platform,
            MisbehavingParticipant participant,
            RetryingClient client,
            FaultData data,
            Map<Subject, RetryingClient.Answer> answers) {
        this.platform = platform;
        this.participant = participant;
        this.client = client;
        this.data = data;
        this.answers = answers;
    }

    /** The status in which a job is to end. */
    static String expectedStatus(Subject subject) {
        return switch (subject.request()) {
            case DELETE_TENANT, DELETE_USER -> COMPLETED;
            case DELETE_AND_RESTORE_TENANT -> "cancelled";
            case DELETE_AND_UNDO_TENANT -> RESTORED;
            case DELETE_REFUSED_TENANT -> ROLLED_BACK;
        };
    }

    /** How many jobs there are. */
    int countJobs() {
        return of(client.jobs()).size();
    }

    /** Requests that were accepted and have no job any more, or never were although they were repeated. */
    List<String> findLost() {
        List<JsonNode> jobs = client.jobs();
        return data.subjects().stream()
                .filter(subject -> jobs.stream().noneMatch(job -> isJobOf(subject, job)))
                .map(subject -> subject + " " + answers.get(subject))
                .toList();
    }

    // An answer that got lost, and a tenant that was gone at the second try, leave the job itself.
    private boolean isJobOf(Subject subject, JsonNode job) {
        RetryingClient.Answer answer = answers.get(subject);
        return answer.isGood() ? job.path("job_id").asText().equals(answer.job()) : isAbout(job, subject.id());
    }

    /** Jobs that have not come to the end that was asked for, and that nobody forbade. */
    List<String> findStuck() {
        List<JsonNode> jobs = client.jobs();
        return data.subjects().stream()
                .filter(subject -> jobs.stream()
                        .filter(job -> isAbout(job, subject.id()))
                        .anyMatch(job -> !job.path("status").asText().equals(expectedStatus(subject))
                                && !isForbidden(job, subject)))
                .map(subject -> jobs.stream()
                        .filter(job -> isAbout(job, subject.id()))
                        .map(FaultRoundCheck::described)
                        .toList()
                        .toString())
                .toList();
    }

    /** The jobs that a person has to look at now. */
    List<String> findUnfinished() {
        return of(client.jobs()).stream()
                .filter(job -> !ENDED.contains(job.path("status").asText()))
                .map(job -> job.path("job_id").asText())
                .toList();
    }

    // A participant that says what cannot be true is a person's business.
    private boolean isForbidden(JsonNode job, Subject subject) {
        return job.path("status").asText().equals("failed")
                && (subject.isUser()
                        ? data.tenantsOfUsers().stream().anyMatch(participant::hasLiedTo)
                        : participant.hasLiedTo(subject.id()));
    }

    /** What has ended well and is not well, or was touched and should not have been. */
    List<String> findWrong(DataSnapshot before, Instant keycloakStarted) {
        List<String> wrong = new ArrayList<>();
        List<JsonNode> jobs = of(client.jobs());
        List<JsonNode> completed = jobs.stream()
                .filter(job -> job.path("status").asText().equals(COMPLETED))
                .toList();
        completed.forEach(job -> checkCompleted(wrong, job, keycloakStarted));
        checkPutBack(wrong, jobs);
        checkNotTwice(wrong, jobs);

        DataSnapshot after = DataSnapshot.of(platform.postgres());
        List<UUID> gone = completed.stream().map(FaultRoundCheck::subject).toList();
        after.rowsNaming(gone).forEach((column, rows) -> wrong.add(rows + " rows of deleted ones in " + column));
        if (findUnfinished().isEmpty() && findLost().isEmpty()) {
            after.differencesFrom(before).forEach(table -> wrong.add("rows of others changed: " + table));
            add(wrong, "tenants suspended without an open job: ", DataSnapshot.suspended(platform.postgres()));
        } else {
            wrong.add("cannot compare the rows of others: not everything has ended, not even by a retry "
                    + findUnfinished());
        }
        add(wrong, "tenants without an owner: ", DataSnapshot.ownerless(platform.postgres()));
        if (!client.auditVerification().body().path("valid").asBoolean()) {
            wrong.add("the audit chain is broken: " + client.auditVerification().body());
        }
        return wrong;
    }

    private void checkCompleted(List<String> wrong, JsonNode job, Instant keycloakStarted) {
        if (job.path("kind").asText().equals("tenant")) {
            if (!participant.hasDeleted(subject(job))) {
                wrong.add("completed without the participant: " + described(job));
            }
            checkCounts(wrong, job);
        } else if (keycloakStarted.isBefore(Instant.parse(job.path("started_at").asText()))
                && client.userPreview(subject(job)).status() != 404) {
            wrong.add("the account is there: " + described(job));
        }
    }

    /** The platform's services count every row once, however often they were killed; the participant need not. */
    private void checkCounts(List<String> wrong, JsonNode job) {
        Long expected = data.rows().get(subject(job));
        if (expected == null) {
            return;
        }
        JsonNode results = client.job(job.path("job_id").asText()).body().path("service_results");
        long deleted = 0;
        for (Map.Entry<String, JsonNode> result : results.properties()) {
            if (!result.getKey().equals(MisbehavingParticipant.NAME)) {
                for (JsonNode count : result.getValue().path("deleted_counts")) {
                    deleted += count.asLong();
                }
            }
        }
        if (deleted != expected) {
            wrong.add("%d rows counted, %d were there: %s %s".formatted(deleted, expected, described(job), results));
        }
    }

    /** That their rows are what they were is seen with those of others. */
    private void checkPutBack(List<String> wrong, List<JsonNode> jobs) {
        List<UUID> back = jobs.stream()
                .filter(job -> List.of(RESTORED, ROLLED_BACK)
                        .contains(job.path("status").asText()))
                .map(FaultRoundCheck::subject)
                .toList();
        back.stream()
                .filter(participant::hasDeleted)
                .forEach(tenant -> wrong.add("put back without the participant: " + tenant));
        add(wrong, "tenants that are back and fenced: ", DataSnapshot.fenced(platform.postgres(), back));
        add(wrong, "tenants that are back and in a restore log: ", DataSnapshot.logged(platform.postgres(), back));
    }

    private static void checkNotTwice(List<String> wrong, List<JsonNode> jobs) {
        jobs.stream()
                .map(FaultRoundCheck::subject)
                .filter(subject ->
                        jobs.stream().filter(job -> isAbout(job, subject)).count() > 1)
                .distinct()
                .forEach(subject -> wrong.add("more than one job for " + subject));
    }

    private static void add(List<String> wrong, String what, String which) {
        if (!which.isEmpty()) {
            wrong.add(what + which);
        }
    }

    private List<JsonNode> of(List<JsonNode> jobs) {
        List<UUID> ids = Stream.concat(data.subjects().stream().map(Subject::id), data.tenantsOfUsers().stream())
                .toList();
        return jobs.stream().filter(job -> ids.contains(subject(job))).toList();
    }

    private static UUID subject(JsonNode job) {
        return UUID.fromString(job.path(job.path("kind").asText() + "_id").asText());
    }

    static boolean isAbout(JsonNode job, UUID subject) {
        return subject(job).equals(subject);
    }

    private static String described(JsonNode job) {
        return job.path("kind").asText() + " " + subject(job) + " job "
                + job.path("job_id").asText() + " "
                + job.path("status").asText() + " waiting for "
                + job.path("waiting_for").asText("nothing") + " "
                + job.path("error_log");
    }
}
