/** What a tenant pays for. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.subscription;
