/**
 * What keeps deletions from going on, however they were asked for: the stop switch, for all of them, and legal holds,
 * for those of one tenant or user. Depends on {@code job} at most. Every change is audited.
 */
package io.tenantdeletion.orchestrator.control;
