package io.tenantdeletion.orchestrator.mail;

/**
 * A mail's content.
 *
 * @param subject one line
 * @param text as plain text
 * @param html as a page
 */
record MailText(String subject, String text, String html) {}
