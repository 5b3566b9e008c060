/**
 * Events on RabbitMQ: a sink of the delivery engine, and the AsyncAPI document of what it sends. Depends on
 * {@code trace} at most.
 */
package io.tenantdeletion.orchestrator.broker;
