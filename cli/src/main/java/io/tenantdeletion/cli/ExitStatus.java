package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What the command ends with, for scripts. */
final class ExitStatus {

    static final int DONE = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int FAILED = 3;
    static final int OPEN = 4;

    private ExitStatus() {}

    /** What a job has come to: completed or restored, still open, or anything else. */
    static int of(JsonNode job) {
        return switch (job.path("status").asText()) {
            case "completed", "restored" -> DONE;
            case "pending", "in_progress" -> OPEN;
            default -> FAILED;
        };
    }
}
