/**
 * What purges removed, sealed, for as long as it can be put back: opening a log, forgetting it, and its end by itself.
 * May depend on {@code sql}, {@code subject}, {@code prepare}, {@code migration} and {@code observe}; {@code purge}
 * writes into it and {@code restore} reads it.
 */
package io.tenantdeletion.commons.restorelog;
