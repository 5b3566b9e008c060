/** Who belongs to which tenant, and in which role. May depend on {@code registry}. Internal to the tenant service. */
package io.tenantdeletion.tenant.membership;
