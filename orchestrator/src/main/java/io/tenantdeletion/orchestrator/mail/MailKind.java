package io.tenantdeletion.orchestrator.mail;

import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mails there are. Each has two templates, called as it is: {@code requested.txt}, whose first line is the subject,
 * and {@code requested.html}. A further mail is a constant, its templates, and the type of its event below.
 */
enum MailKind {
    REQUESTED(true, true),
    APPROVAL_NEEDED(false, true),
    REMINDER(true, false),
    CANCELLED(true, true),
    COMPLETED(true, true),
    RESTORED(false, true),
    FAILED(false, true),
    ROLLED_BACK(false, true),
    CERTIFICATE(true, true),
    /** Not of a job: see {@link SubmissionMailSink}. */
    SUBMISSION_DECIDED(true, false);

    /** Reminds of a deletion; goes nowhere but into mail. */
    static final String DUE_SOON = "mail.deletion_due_soon";
    /** An account is about to be deleted; goes nowhere but into mail. */
    static final String ACCOUNT_CLOSING = "mail.account_closing";

    private static final Map<String, MailKind> BY_TYPE = Map.ofEntries(
            Map.entry(EventTypes.TENANT_DELETION_REQUESTED, REQUESTED),
            Map.entry(EventTypes.USER_DELETION_REQUESTED, REQUESTED),
            Map.entry(DUE_SOON, REMINDER),
            Map.entry(EventTypes.TENANT_DELETION_CANCELLED, CANCELLED),
            Map.entry(EventTypes.USER_DELETION_CANCELLED, CANCELLED),
            Map.entry(EventTypes.TENANT_DELETED, COMPLETED),
            Map.entry(EventTypes.TENANT_RESTORED, RESTORED),
            Map.entry(EventTypes.USER_RESTORED, RESTORED),
            Map.entry(EventTypes.USER_DELETED, COMPLETED),
            Map.entry(ACCOUNT_CLOSING, COMPLETED),
            Map.entry(EventTypes.TENANT_DELETION_FAILED, FAILED),
            Map.entry(EventTypes.USER_DELETION_FAILED, FAILED),
            Map.entry(EventTypes.TENANT_DELETION_ROLLED_BACK, ROLLED_BACK),
            Map.entry(EventTypes.CERTIFICATE_ISSUED, CERTIFICATE));

    private final boolean toOwner;
    private final boolean toOperators;

    MailKind(boolean toOwner, boolean toOperators) {
        this.toOwner = toOwner;
        this.toOperators = toOperators;
    }

    /** The mail that tells of this type of events; empty where none does. */
    static Optional<MailKind> of(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** The mail that operators get of an event. */
    static MailKind forOperators(MailKind kind, DeletionJob job) {
        boolean asked = job.start().approval().status() == Approval.Status.WAITING;
        return kind == REQUESTED && asked ? APPROVAL_NEEDED : kind;
    }

    /**
     * Whether the owner, or the user in question, gets it. The account of a deleted user has had its last mail before.
     */
    boolean goesToOwner(Event event) {
        boolean gone = event.type().equals(EventTypes.USER_DELETED)
                || this == CERTIFICATE && event.data().containsKey("user_id");
        return toOwner && !gone;
    }

    /** Whether operators get it; of a deleted user they hear when the job has come to its end. */
    boolean goesToOperators(Event event) {
        return toOperators && !event.type().equals(ACCOUNT_CLOSING);
    }

    /** Whether no further mail about this job goes to its owner, but for that about a certificate. */
    boolean isLast() {
        return this == COMPLETED || this == CANCELLED || this == CERTIFICATE;
    }

    /** The name of its templates, without their endings. */
    String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
