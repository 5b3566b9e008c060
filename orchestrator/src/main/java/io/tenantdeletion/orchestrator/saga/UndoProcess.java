package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import java.util.List;

/** What a deletion consists of that is undone. */
public interface UndoProcess extends DeletionProcess {

    @Override
    default boolean runs(DeletionJob job) {
        return kind() == job.subject().kind() && job.restoration().isUndo();
    }

    /** None that a new job would have. */
    @Override
    default List<Phase> phases() {
        return List.of();
    }

    /** What comes back changes nothing of what somebody uses. */
    @Override
    default Uni<Void> suspend(DeletionJob job) {
        return Uni.createFrom().voidItem();
    }
}
