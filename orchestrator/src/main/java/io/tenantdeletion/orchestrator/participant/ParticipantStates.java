package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionPlanView;
import io.tenantdeletion.orchestrator.guard.CallHistory;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks participants how they are, and remembers it for a while. */
@ApplicationScoped
public class ParticipantStates {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ParticipantRegistry participants;
    private final Clock clock;
    private final Map<String, Answer> known = new ConcurrentHashMap<>();

    ParticipantStates(ParticipantRegistry participants, Clock clock) {
        this.participants = participants;
        this.clock = clock;
    }

    /** All of them; who was not asked in the last half minute is asked. Never fails. */
    public Uni<List<ParticipantState>> all() {
        Instant old = clock.instant().minus(FRESH);
        return Uni.join()
                .all(participants.all().stream()
                        .map(one -> Optional.ofNullable(known.get(one.name()))
                                .filter(answer -> answer.at().isAfter(old))
                                .map(answer -> Uni.createFrom().item(state(one, answer)))
                                .orElseGet(() -> ask(one)))
                        .toList())
                .andFailFast();
    }

    /** This one, asked now. Never fails. */
    public Uni<ParticipantState> ask(Participant one) {
        return one.plan()
                .map(outcome -> new Answer(outcome, clock.instant(), since(one, outcome)))
                .invoke(answer -> known.put(one.name(), answer))
                .map(answer -> state(one, answer));
    }

    private Instant since(Participant one, Outcome<DeletionPlanView> outcome) {
        Answer before = known.get(one.name());
        if (outcome.failure() == null) {
            return null;
        }
        return before == null || before.since() == null ? clock.instant() : before.since();
    }

    private static ParticipantState state(Participant one, Answer answer) {
        Optional<Failure> failure = answer.outcome().problem();
        Optional<CallHistory.Trouble> trouble = one.trouble();
        DeletionPlanView plan = answer.outcome().answer();
        return new ParticipantState(
                one,
                answer.at(),
                failure.isEmpty(),
                plan == null ? null : plan.version(),
                plan == null ? List.of() : plan.findings(),
                one.circuit(),
                failure.or(() -> trouble.map(CallHistory.Trouble::failure))
                        .map(Failure::toString)
                        .orElse(null),
                failure.isPresent()
                        ? answer.since()
                        : trouble.map(CallHistory.Trouble::since).orElse(null));
    }

    /** What it said, when, and since when it does not answer. */
    private record Answer(Outcome<DeletionPlanView> outcome, Instant at, Instant since) {}
}
