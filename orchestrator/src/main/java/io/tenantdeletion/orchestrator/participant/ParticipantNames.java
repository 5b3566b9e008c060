package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Whether participants know the names that this configuration calls them by. Each is asked until it has answered once,
 * what would be deleted of nobody; who cannot preview is not asked.
 */
@ApplicationScoped
public class ParticipantNames {

    private static final Logger LOG = Logger.getLogger(ParticipantNames.class);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ParticipantRegistry participants;
    private final Map<String, String> mistakes = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    ParticipantNames(ParticipantRegistry participants) {
        this.participants = participants;
    }

    /** What is wrong, by the key of the configuration; empty where nothing is known to be. */
    public Uni<Map<String, String>> mistakes() {
        List<Uni<Void>> questions = participants.all().stream()
                .filter(one -> one.hasPreview() && !one.name().equals(DeletionStep.TENANT))
                .flatMap(ParticipantNames::questions)
                .filter(question -> !known.contains(question.key()))
                .map(this::ask)
                .toList();
        return questions.isEmpty()
                ? Uni.createFrom().item(new TreeMap<>(mistakes))
                : Uni.join().all(questions).andCollectFailures().map(asked -> new TreeMap<>(mistakes));
    }

    private static Stream<Question> questions(Participant one) {
        String key = "deletion.participants." + one.name();
        Question ofUsers =
                new Question(key + ".user-data", () -> one.askForUserData(new UserId(NOBODY)), one.holdsUserData());
        return one.holdsTenantData()
                ? Stream.of(new Question(key, () -> one.preview(new TenantId(NOBODY)), true), ofUsers)
                : Stream.of(ofUsers);
    }

    private Uni<Void> ask(Question question) {
        return question.preview()
                .get()
                .map(Outcome::problem)
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(Optional.of(new Failure(FailureKind.TIMED_OUT, "no answer yet")))
                .invoke(problem -> settle(question, problem))
                .replaceWithVoid();
    }

    private void settle(Question question, Optional<Failure> problem) {
        if (problem.isPresent() && problem.get().kind().isUnavailable()) {
            return;
        }
        known.add(question.key());
        mistake(question, problem).ifPresent(mistake -> {
            mistakes.put(question.key(), mistake);
            LOG.errorf("%s is wrong: %s", question.key(), mistake);
        });
    }

    private static Optional<String> mistake(Question question, Optional<Failure> problem) {
        if (question.isConfigured()) {
            return problem.filter(ParticipantNames::isMistake).map(Failure::toString);
        }
        return problem.isEmpty()
                ? Optional.of(
                        "missing: the service holds data of users, which no deletion of a user would reach. Add it"
                                + " with the service's name for the data.")
                : Optional.empty();
    }

    /** Another service may well say no to a tenant that nobody knows. */
    private static boolean isMistake(Failure failure) {
        return failure.kind() == FailureKind.INVALID_ANSWER
                || failure.kind() == FailureKind.REFUSED
                        && (failure.detail().contains("unknown-service")
                                || failure.detail().startsWith("status 403"));
    }

    private record Question(String key, Supplier<Uni<Outcome<CountedPreview>>> preview, boolean isConfigured) {}
}
