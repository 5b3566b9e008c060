package io.tenantdeletion.orchestrator.participant;

/**
 * What came of giving a tenant to another owner.
 *
 * @param result done or not
 * @param why the tenant service's word for it, where it was not
 */
public record Transfer(Result result, String why) {

    /** Whether it was done. */
    public enum Result {
        /** The new owner has it. */
        DONE,
        /** The tenant is not what it was taken for: look again. */
        CHANGED,
        /** There is no such tenant. */
        GONE
    }
}
