/** The rest of the platform, for tests: services and tenant service behind one HTTP server on loopback. */
package io.tenantdeletion.orchestrator.fake;
