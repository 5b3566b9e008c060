/**
 * From the plan to what came out of the oven. Tables of the schema {@code production}, their marks, and what is special
 * about erasing them. May depend on {@code services.base} and {@code commons}, never on another context. An example to
 * copy.
 */
package io.tenantdeletion.services.production;
