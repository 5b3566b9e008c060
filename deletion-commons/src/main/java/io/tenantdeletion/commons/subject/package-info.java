/**
 * Whose data a call is about, a tenant's or a user's, and what differs between them when rows are counted or deleted.
 * May depend on {@code contract}, {@code plan} and {@code service}.
 */
package io.tenantdeletion.commons.subject;
