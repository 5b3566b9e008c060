/** What every client of the orchestrator has in common, whomever it calls. Depends on nothing of the orchestrator. */
package io.tenantdeletion.orchestrator.http;
