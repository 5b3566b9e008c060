/**
 * What was sold, added up and predicted. Tables of the schema {@code sales}, their marks, and what is special about
 * erasing them. May depend on {@code services.base} and {@code commons}, never on another context. An example to copy.
 */
package io.tenantdeletion.services.sales;
