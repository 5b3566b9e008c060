package io.tenantdeletion.commons.migration;

import java.util.Collection;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations of one folder out of all that were found at build time. Flyway's own scan of a location would not work
 * in a native image.
 */
record FolderResources(ResourceProvider all, String folder) implements ResourceProvider {

    @Override
    public LoadableResource getResource(String name) {
        return all.getResource(name);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String... suffixes) {
        return all.getResources(prefix, suffixes).stream()
                .filter(resource -> resource.getRelativePath().startsWith(folder))
                .toList();
    }

    boolean isEmpty() {
        return getResources("", ".sql").isEmpty();
    }
}
