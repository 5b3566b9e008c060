/**
 * The wire contract between the orchestrator and the services: identifiers, records, header names. No I/O. May depend
 * on {@code problem} only. Stable: field names are kept compatible with the first implementation of the system.
 */
package io.tenantdeletion.commons.contract;
