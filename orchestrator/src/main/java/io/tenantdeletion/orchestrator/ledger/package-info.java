/**
 * The ledger of erasures, and what it is for: a service that comes late, from a backup or for the first time, is asked
 * to erase everybody again; a sample of the ledger is verified on a schedule; what a person should look at is a
 * finding. Depends on {@code saga} for one service's part of a deletion, on {@code participant}, {@code control} and
 * {@code job}.
 */
package io.tenantdeletion.orchestrator.ledger;
