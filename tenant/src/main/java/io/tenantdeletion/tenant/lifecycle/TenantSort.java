package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Arrays;

/** What tenants are ordered by; each has an index that is read in either direction. */
enum TenantSort {
    ID("id", null, false),
    NAME("name", "lower(left(%s.name, 200))", false),
    NAME_BACKWARDS("-name", "lower(left(%s.name, 200))", true),
    OLDEST("created_at", "%s.createdAt", false),
    NEWEST("-created_at", "%s.createdAt", true);

    private final String parameter;
    private final String column;
    private final boolean descending;

    TenantSort(String parameter, String column, boolean descending) {
        this.parameter = parameter;
        this.column = column;
        this.descending = descending;
    }

    /** The order of this name in an address, by id where it is null; fails with a 400 problem where there is none. */
    static TenantSort named(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter == null ? ID.parameter : parameter))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST, "sort is one of id, name, -name, created_at, -created_at."));
    }

    String parameter() {
        return parameter;
    }

    /** What holds for those of tenants {@code t} that come after the one with the id {@code :after}. */
    String after() {
        String beyond = descending ? "<" : ">";
        if (column == null) {
            return "t.id > :after";
        }
        String own = column.formatted("t");
        String last = "(select " + column.formatted("a") + " from Tenant a where a.id = :after)";
        // The first condition says where to begin to read the index.
        return own + " " + beyond + "= " + last + " and (" + own + " <> " + last + " or t.id " + beyond + " :after)";
    }

    String orderBy() {
        String direction = descending ? " desc" : "";
        return " order by " + (column == null ? "" : column.formatted("t") + direction + ", ") + "t.id" + direction;
    }
}
