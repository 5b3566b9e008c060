/**
 * Weather, traffic and other data from outside; the cities' data is shared by all tenants. Tables of the schema
 * {@code external}, their marks, and what is special about erasing them. May depend on {@code services.base} and
 * {@code commons}, never on another context. An example to copy.
 */
package io.tenantdeletion.services.external;
