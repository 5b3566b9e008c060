/**
 * Events on RabbitMQ: a sink of the delivery engine, and the AsyncAPI document of what it sends. Depends on no other
 * package of the orchestrator.
 */
package io.tenantdeletion.orchestrator.broker;
