/**
 * Messages to the users of a tenant. Tables of the schema {@code notifications}, their marks, and what is special about
 * erasing them. May depend on {@code services.base} and {@code commons}, never on another context. An example to copy.
 */
package io.tenantdeletion.services.notification;
