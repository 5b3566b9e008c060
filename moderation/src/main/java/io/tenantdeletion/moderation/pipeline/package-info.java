/**
 * From a request to a changed row: written down, decided, and applied by the one function that writes the tables of
 * moderated kinds. May depend on {@code draft} and what that depends on. Told in log, metrics, audit log and outbox.
 */
package io.tenantdeletion.moderation.pipeline;
