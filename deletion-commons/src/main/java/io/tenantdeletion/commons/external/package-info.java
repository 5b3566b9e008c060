/**
 * Stores outside the database, by name: what removes something from one, and which names may be a subject's at all. A
 * leaf. {@link io.tenantdeletion.commons.external.ExternalStore} is stable, the rest is not.
 */
package io.tenantdeletion.commons.external;
