/**
 * What deleted rows have left outside the database: the names that a purge has written down, and their removal from
 * their stores afterwards, when the rows cannot be put back any more. May depend on {@code external}, {@code subject},
 * {@code service} and {@code mapping}; {@code purge} writes names down.
 */
package io.tenantdeletion.commons.removal;
