package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Access.Privileges;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;

/** Finds what keeps the connected role from the rows, or turns its statements into others. */
final class AccessChecks {

    private final TouchedTables touched;
    private final String role;
    private final List<Violation> violations = new ArrayList<>();

    AccessChecks(Catalog catalog, TouchedTables touched) {
        this.touched = touched;
        this.role = catalog.role().name();
    }

    List<Violation> violations() {
        touched.all().forEach(this::check);
        touched.deleted().forEach(table -> privileges(table, true));
        touched.updated().forEach(table -> privileges(table, false));
        return violations;
    }

    private void check(Table table) {
        if (table.access().rowSecurity().applies()) {
            violations.add(new Violation(
                    FindingCode.ROW_LEVEL_SECURITY,
                    table.name(),
                    "Row-level security of " + table.name() + " applies to the role " + role
                            + ": policies could hide rows, which would stay.",
                    "ALTER ROLE " + role + " BYPASSRLS, as a superuser."));
        }
        if (!table.access().rules().isEmpty()) {
            violations.add(new Violation(
                    FindingCode.RULE,
                    table.name(),
                    table.name() + " has the rules " + table.access().rules()
                            + ", which turn statements on it into others.",
                    "Drop them; use triggers or views instead."));
        }
    }

    private void privileges(Table table, boolean deletes) {
        List<String> missing = new ArrayList<>();
        Privileges has = table.access().privileges();
        if (!has.select()) {
            missing.add("SELECT");
        }
        if (!has.update()) {
            missing.add("UPDATE");
        }
        if (deletes && !has.delete()) {
            missing.add("DELETE");
        }
        if (!has.usage()) {
            add(table, "USAGE", "SCHEMA " + table.name().schema());
        }
        if (!missing.isEmpty()) {
            add(table, String.join(", ", missing), table.name().toString());
        }
    }

    private void add(Table table, String privileges, String object) {
        violations.add(new Violation(
                FindingCode.PRIVILEGE,
                table.name(),
                "The role " + role + " lacks " + privileges + " on " + object + ".",
                "GRANT " + privileges + " ON " + object + " TO " + role + "."));
    }
}
