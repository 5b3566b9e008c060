/** What happened in a tenant. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.audit;
