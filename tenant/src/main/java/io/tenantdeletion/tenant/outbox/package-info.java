/**
 * Events written in the transaction of what they report, to be published afterwards. A leaf. Internal to the tenant
 * service.
 */
package io.tenantdeletion.tenant.outbox;
