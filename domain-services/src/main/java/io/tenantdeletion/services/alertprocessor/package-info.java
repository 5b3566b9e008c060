/**
 * Alerts, the rules that raise them, and what became of them. Tables of the schema {@code alerts}, their marks, and
 * what is special about erasing them. May depend on {@code services.base} and {@code commons}, never on another
 * context. An example to copy.
 */
package io.tenantdeletion.services.alertprocessor;
