package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of others, at the end of a chain of foreign keys that leads to the rows of a step: they refer to one of those,
 * or to a row that refers to one, and so on. While there is one, the row at the beginning of the chain stays.
 *
 * @param keys at least one, nearest to the step's rows first
 * @param path how the subject's rows are found in the table at the end; whatever it does not find is of others
 */
public record ReferenceChain(List<ForeignKey> keys, SubjectPath path) {

    public ReferenceChain {
        keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
        return keys.stream().map(ForeignKey::toString).collect(Collectors.joining(" <- "));
    }
}
