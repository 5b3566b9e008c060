/** Who belongs to which tenant, and in which role. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.membership;
