/**
 * Steps of a plan as SQL: the only place that writes statements on subjects' rows. Pure: gives text, runs nothing. May
 * depend on {@code plan} and {@code catalog}.
 */
package io.tenantdeletion.commons.sql;
