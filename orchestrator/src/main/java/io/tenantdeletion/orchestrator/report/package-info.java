/**
 * What a deletion has done, or would do, for people and files: as JSON, as CSV, and as a page to print. Nothing here
 * asks anybody. May depend on {@code job} and {@code preview}.
 */
package io.tenantdeletion.orchestrator.report;
