/**
 * The deletion itself: runs a plan's steps as bulk statements, in order, on one session, within a time budget. May
 * depend on {@code prepare} and below, and on {@code observe}.
 */
package io.tenantdeletion.commons.purge;
