package io.tenantdeletion.commons.delivery;

import java.time.Instant;

/**
 * How a sink is doing.
 *
 * @param due whether something can be delivered now
 * @param failing whether it was away when it was last tried, by any replica
 * @param oldest when the oldest event happened that it has not got and can still get, or null
 */
record SinkState(String name, boolean due, boolean failing, Instant oldest) {}
