/**
 * Joins plans and entities: reads the marks off the mapped entities and writes a plan's steps as bulk statements on
 * them. The only package that knows Hibernate's mapping model. May depend on {@code mark}, {@code ownership},
 * {@code plan} and {@code catalog}.
 */
package io.tenantdeletion.commons.mapping;
