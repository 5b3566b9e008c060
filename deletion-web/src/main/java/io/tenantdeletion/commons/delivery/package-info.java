/**
 * Events and their delivery. What happens is written down in the transaction of the change it tells, fanned out to
 * {@link io.tenantdeletion.commons.delivery.Sink sinks} and delivered at least once, in the order of each subject's
 * commits, by any replica. An application says where its tables are ({@code deletion.delivery.schema}) and has one
 * small class for each sink. May depend on {@code security} and its contract. Used by the applications.
 */
package io.tenantdeletion.commons.delivery;
