/**
 * Demand forecasts and how good they were. Tables of the schema {@code forecasting}, their marks, and what is special
 * about erasing them. May depend on {@code services.base} and {@code commons}, never on another context. An example to
 * copy.
 */
package io.tenantdeletion.services.forecasting;
