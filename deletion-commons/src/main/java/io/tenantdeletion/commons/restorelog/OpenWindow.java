package io.tenantdeletion.commons.restorelog;

import java.util.Optional;

/**
 * What is known of one job's restore log.
 *
 * @param id its number; 0 where nothing was ever logged
 * @param restored what has come back already
 */
public record OpenWindow(long id, Optional<Restored> restored) {}
