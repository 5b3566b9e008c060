/**
 * RabbitMQ: one configuration and one connection for those who publish events and those who listen to them. Nothing is
 * connected to that is not configured. A leaf. Used by the orchestrator and by {@code deletion-commons}.
 */
package io.tenantdeletion.commons.broker;
