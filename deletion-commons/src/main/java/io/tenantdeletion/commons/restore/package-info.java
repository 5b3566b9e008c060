/**
 * Puts back what a purge has logged: all of one service's rows of one job, in one transaction, or nothing. May depend
 * on {@code restorelog}, {@code sql}, {@code prepare} and below, and on {@code observe}; never on {@code purge}.
 */
package io.tenantdeletion.commons.restore;
