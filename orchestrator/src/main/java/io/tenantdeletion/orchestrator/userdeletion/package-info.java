/**
 * Deletion of users as jobs: starts them, previews them, and runs their steps in order. What makes a job survive
 * crashes and retries is {@code saga}'s; here is only what the steps of a user do, and what undoes them. May depend on
 * {@code saga}, {@code preview}, {@code participant}, {@code identity}, {@code restore} and {@code job}.
 */
package io.tenantdeletion.orchestrator.userdeletion;
