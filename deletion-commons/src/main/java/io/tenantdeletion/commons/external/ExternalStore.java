package io.tenantdeletion.commons.external;

import io.smallrye.mutiny.Uni;

/**
 * Something outside the database that columns name things in: files, objects of a bucket. A bean of this type with
 * {@link jakarta.inject.Named} removes from the store of that name; a file system is only configured.
 */
public interface ExternalStore {

    /**
     * Removes what is called so, whole. It is called again where nobody heard the answer: what is not there any more is
     * removed. Never blocks the thread it is called on.
     *
     * @param name as the row had it, of the subject by the store's prefix; what else may be wrong with it only the
     *     store knows
     * @return fails with a {@link RefusedNameException} where this name is never to be removed; with anything else
     *     where that cannot be done now, and is to be tried again
     */
    Uni<Void> remove(String name);
}
