/**
 * The console: pages under {@code /console} for people with a browser. It adds no rules: what a page shows and what its
 * buttons do is what the API's resources answer the same person, whose identity comes from a session here and from a
 * bearer token there. May depend on everything else of the orchestrator; nothing depends on it.
 */
package io.tenantdeletion.orchestrator.console;
