/**
 * Whose the rows of each table are: reads the marks off the mapped entities, and configuration for tables that none
 * maps. The only package that knows Hibernate's mapping model. May depend on {@code mark}, {@code ownership},
 * {@code plan} and {@code catalog}.
 */
package io.tenantdeletion.commons.mapping;
