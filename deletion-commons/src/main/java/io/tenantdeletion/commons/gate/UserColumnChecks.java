package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds columns that go by a name under which users are kept, and that nobody answers for. */
final class UserColumnChecks {

    private static final Pattern NAMES_USERS =
            Pattern.compile("(actor|author|creator|owner|assignee|employee)_id|.+_user_id|.+_by(_id)?|user_?uuid");

    private final OwnershipMap users;
    private final boolean isServed;
    private final Set<String> exempt;

    UserColumnChecks(OwnershipMap users, boolean isServed, Set<String> exempt) {
        this.users = users;
        this.isServed = isServed;
        this.exempt = exempt;
    }

    List<Violation> violations(Catalog catalog) {
        return catalog.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> namesUsers(column) && !isAnswered(table, column))
                        .map(column -> violation(table, column)))
                .toList();
    }

    /** Of the usual name, a plan for users says more. */
    private boolean namesUsers(Column column) {
        return column.holdsIdentifiers()
                && (NAMES_USERS.matcher(column.name()).matches()
                        || !isServed && column.name().equals(users.column()));
    }

    private boolean isAnswered(Table table, Column column) {
        return users.column(table.name()).equals(column.name()) && !users.isForgotten(table)
                || exempt.contains(table.name() + "." + column.name());
    }

    private static Violation violation(Table table, Column column) {
        String name = table.name() + "." + column.name();
        return new Violation(
                FindingCode.UNMARKED_COLUMN,
                table.name(),
                name + " seems to name users, and would go on naming one who is erased.",
                "Mark its entity @UserData(column = \"" + column.name() + "\"), with anonymize = true where its rows"
                        + " stay, or say why it may: deletion.exempt-columns.\"" + name + "\".reason=…");
    }
}
