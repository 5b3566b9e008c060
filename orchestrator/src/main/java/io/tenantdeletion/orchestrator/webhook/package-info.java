/**
 * Webhooks: HTTP addresses of others that are told of events, signed as the Standard Webhooks specification has it.
 * Whom to call is checked twice, when it is registered and before each call, and the call goes to the address that was
 * checked. When and how often is the delivery engine's. Depends on {@code job} and {@code trace} at most.
 */
package io.tenantdeletion.orchestrator.webhook;
