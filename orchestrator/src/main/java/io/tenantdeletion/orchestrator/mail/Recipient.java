package io.tenantdeletion.orchestrator.mail;

/**
 * Somebody who gets a mail.
 *
 * @param role in which role, unique among those who get the same event's mail; written down and part of the mail's id
 * @param address where, never written down or logged
 * @param kind what they get
 */
record Recipient(String role, String address, MailKind kind) {

    @Override
    public String toString() {
        return role;
    }
}
