package io.tenantdeletion.commons.restorelog;

import java.util.Map;

/**
 * What has come back.
 *
 * @param counts rows by table
 * @param verified whether the digest of every row that came back was compared with that of the row that went; null
 *     where it is not known any more
 */
public record Restored(Map<String, Long> counts, Boolean verified) {

    /** All rows. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
