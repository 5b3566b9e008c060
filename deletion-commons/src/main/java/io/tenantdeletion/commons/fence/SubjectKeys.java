package io.tenantdeletion.commons.fence;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Expressions that tell whose a row is. Parents are looked up by scalar subqueries, which PostgreSQL never turns into a
 * join: it probes the parent's key, whatever it thought of the table's size when it planned.
 */
final class SubjectKeys {

    private SubjectKeys() {}

    /**
     * The subjects' values as text, one expression for each path by which a row can lead to one; NULL where it does
     * not.
     */
    static List<String> of(SubjectPath path, String alias) {
        if (path instanceof SubjectPath.ByColumn own) {
            return List.of("(" + column(alias, own.column()) + "::text) collate \"C\"");
        }
        if (path instanceof SubjectPath.ByParent up) {
            String parent = alias + "_p";
            return of(up.parent(), parent).stream()
                    .map(key -> "(select " + key + " from " + quoted(up.key().to()) + " " + parent + " where "
                            + isReferredTo(up.key(), alias, parent) + ")")
                    .toList();
        }
        return ((SubjectPath.AnyOf) path)
                .paths().stream().flatMap(each -> of(each, alias).stream()).toList();
    }

    /** The same as an array. */
    static String array(SubjectPath path, String alias) {
        return "array[" + String.join(", ", of(path, alias)) + "]";
    }

    private static String isReferredTo(ForeignKey key, String child, String parent) {
        return key.references().stream()
                .map(pair -> column(parent, pair.referenced()) + " = " + column(child, pair.column()))
                .collect(Collectors.joining(" and "));
    }
}
