package io.tenantdeletion.orchestrator.job;

/**
 * What keeps a job from going on.
 *
 * @param kind refused, unavailable or drifted: a person has to act; it is tried again by itself; confirm again or
 *     cancel. Of a user's job also what the job of a tenant that goes along waits for
 * @param detail who or what, in plain words
 * @param ends whether the job is cancelled by it, because nothing has been deleted and nothing is to be
 */
public record Obstacle(WaitingFor kind, String detail, boolean ends) {

    /** Somebody did not answer, or could not now. */
    public static Obstacle unavailable(String detail) {
        return new Obstacle(WaitingFor.UNAVAILABLE, detail, false);
    }

    /** What has to be waited for is known. */
    public static Obstacle awaited(WaitingFor kind, String detail) {
        return new Obstacle(kind, detail, false);
    }

    /** A rule or a service says no. */
    public static Obstacle refused(String detail) {
        return new Obstacle(WaitingFor.REFUSED, detail, false);
    }

    /** A rule says no for good, and nothing has been deleted: the job is cancelled. */
    public static Obstacle ending(String detail) {
        return new Obstacle(WaitingFor.REFUSED, detail, true);
    }

    /** What would be deleted is not what was confirmed. */
    public static Obstacle drifted(String detail) {
        return new Obstacle(WaitingFor.DRIFTED, detail, false);
    }
}
