/** Brings the orchestrator's databases up to date when it starts. A leaf. */
package io.tenantdeletion.orchestrator.migration;
