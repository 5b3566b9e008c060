/**
 * Real servers without an installation: PostgreSQL and Keycloak from Maven Central, unpacked once into a cache
 * directory of the user, started on free ports of the loopback address and gone without a trace when closed, or when
 * the JVM that started them is gone, killed included. A broker: an installed RabbitMQ, or one inside this JVM. And a
 * seeder that fills any schema for one tenant, inside the database.
 *
 * <p>For demonstrations, benchmarks and tests. Plain Java: depends on no other module and no framework.
 */
package io.tenantdeletion.embedded;
