/**
 * Computes the plans of the served services when the process starts, and sees to it that they stay valid. A service
 * whose plan has errors deletes nothing until they are mended; its business, and its neighbours, go on. May depend on
 * {@code service}, {@code mapping}, {@code migration}'s roles, {@code gate} and what that may depend on, {@code sql}
 * and {@code external}.
 */
package io.tenantdeletion.commons.prepare;
