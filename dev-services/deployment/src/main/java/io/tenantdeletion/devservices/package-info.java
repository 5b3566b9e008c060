/**
 * What an application needs around it in development mode, started by Quarkus as its dev services: at build time only,
 * so that nothing of it reaches a packaged application. And the one setting of every application's server that only a
 * build step can make.
 */
package io.tenantdeletion.devservices;
