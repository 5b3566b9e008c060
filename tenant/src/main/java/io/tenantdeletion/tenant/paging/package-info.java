/** Long lists in parts, each beginning after the last id of the one before. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.paging;
