/**
 * The orchestrator over HTTP: parses, asks who may, delegates, maps. Stable: paths, fields and problem types are what
 * clients rely on. May depend on everything else of the orchestrator; nothing depends on it.
 */
package io.tenantdeletion.orchestrator.api;
