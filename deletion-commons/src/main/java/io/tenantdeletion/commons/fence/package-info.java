/**
 * Keeps rows of a subject that is being deleted from coming in: the triggers that refuse them, which are installed with
 * the migrations, and the tombstones that the triggers look for. May depend on {@code prepare} and below, and on
 * {@code migration}.
 */
package io.tenantdeletion.commons.fence;
