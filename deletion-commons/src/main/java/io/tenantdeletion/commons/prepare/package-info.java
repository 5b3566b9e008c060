/**
 * Computes the plans of the served services when the process starts, and sees to it that they stay valid. A process
 * without a valid plan for each of its services does not start. May depend on {@code service}, {@code mapping},
 * {@code plan} and {@code catalog}.
 */
package io.tenantdeletion.commons.prepare;
