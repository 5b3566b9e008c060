/**
 * Holds a plan against what PostgreSQL's catalog says, and a subject against rows of others that refer to its rows:
 * findings, each with its remedy. An error keeps a service from deleting, not from its business. May depend on
 * {@code plan}, {@code catalog}, {@code sql} and the contract's records.
 */
package io.tenantdeletion.commons.gate;
