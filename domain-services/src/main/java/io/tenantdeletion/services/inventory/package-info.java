/**
 * Products, their stock, and whom they are bought from. Tables of the schema {@code inventory}, their marks, and what
 * is special about erasing them. May depend on {@code services.base} and {@code commons}, never on another context. An
 * example to copy.
 */
package io.tenantdeletion.services.inventory;
