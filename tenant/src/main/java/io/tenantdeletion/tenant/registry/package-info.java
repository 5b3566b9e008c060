/** Which tenants there are, and their settings. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.registry;
