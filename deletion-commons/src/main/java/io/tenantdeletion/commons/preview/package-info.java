/** Counts what a purge would delete, with the purge's own plan. May depend on {@code prepare} and below. */
package io.tenantdeletion.commons.preview;
