/**
 * What a tenant pays for. An active subscription is cancelled by its deletion, with an event in the outbox: a trigger
 * of the schema sees to that, in the purge's own transaction. A leaf. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.subscription;
