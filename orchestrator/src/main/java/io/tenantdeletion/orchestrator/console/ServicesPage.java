package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import io.tenantdeletion.orchestrator.ledger.Replay;
import java.util.List;

/**
 * The services, and how those who come late catch up.
 *
 * @param list those that are shown
 * @param names of all that take part
 * @param replays the newest replay of each service that had one
 * @param findings open ones about erased subjects, newest first
 * @param open how many there are
 */
public record ServicesPage(
        ServiceList list, List<String> names, List<Replay> replays, List<ErasureFinding> findings, long open) {

    /** Services with open findings. */
    public List<String> withFindings() {
        return findings.stream()
                .map(ErasureFinding::service)
                .distinct()
                .sorted()
                .toList();
    }
}
