/** Which tenants there are, their settings, and the one way to change them. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.registry;
