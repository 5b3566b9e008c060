package io.tenantdeletion.commons.restorelog;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of one job's restore log.
 *
 * @param id its number; 0 where nothing was ever logged
 * @param restored rows by table, where they are back already
 */
public record OpenWindow(long id, Optional<Map<String, Long>> restored) {}
