package io.tenantdeletion.orchestrator.mail;

import io.vertx.ext.mail.SMTPException;

/** There is no mail server that takes our mail. Without the failure behind it, whose text may have addresses. */
class MailServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailServerException(Throwable failure) {
        super(
                failure instanceof SMTPException smtp
                        ? "SMTP " + smtp.getReplyCode()
                        : failure.getClass().getSimpleName(),
                null,
                false,
                false);
    }
}
