/**
 * Mail about deletions: to the owner, whose address the identity provider is asked for when a mail is sent, and to
 * operators. A mail is an event's; when it is sent, and how often it is tried, is the delivery engine's. Depends on
 * {@code job}, {@code identity} and {@code guard} at most.
 */
package io.tenantdeletion.orchestrator.mail;
