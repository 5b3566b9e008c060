/**
 * Counts what is left of a subject, from the database catalog and from what is said about whose rows a table holds:
 * never from a plan, its statements or a purge, so that it does not inherit their mistake. May depend on
 * {@code catalog}, {@code ownership}, {@code mapping}, {@code subject}, {@code service} and the sessions of
 * {@code prepare}.
 */
package io.tenantdeletion.commons.verify;
