/** The guarded client of the orchestrator's deletion jobs. A leaf. Internal to the tenant service. */
package io.tenantdeletion.tenant.jobs;
