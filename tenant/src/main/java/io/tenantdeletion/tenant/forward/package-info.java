/**
 * Brings audit events from the outbox to the audit log. May depend on {@code audit} and {@code jobs}. Internal to the
 * tenant service.
 */
package io.tenantdeletion.tenant.forward;
