package io.tenantdeletion.cli.generate;

import io.tenantdeletion.cli.generate.Table.Column;
import io.tenantdeletion.cli.generate.Table.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whose rows each table's are, by names of columns and by foreign keys. Nobody can know that; so it asks. */
final class Guess {

    private static final String USER = "user_id";

    /** The names that the gate takes for users' as well: what this does not ask about, it would find. */
    static final Pattern NAMES_USERS =
            Pattern.compile("(actor|author|creator|owner|assignee|employee)_id|.+_user_id|.+_by(_id)?|user_?uuid");

    private static final Pattern NAMES_TENANTS =
            Pattern.compile("(tenant|org|organi[sz]ation|company|workspace|shop|account|customer)(_?(id|uuid))?");

    private final Schema schema;
    private final String tenantColumn;
    private final Set<String> tenants = new LinkedHashSet<>();
    private final Set<String> users = new LinkedHashSet<>();

    Guess(Schema schema, String tenantColumn) {
        this.schema = schema;
        this.tenantColumn = tenantColumn;
        follow(tenants, table -> table.column(tenantColumn).isPresent() || isTenantTable(table), key -> true);
        follow(
                users,
                table -> tenants.contains(table.name()) && table.column(USER).isPresent(),
                ForeignKey::notNull);
    }

    /** One mark a table, in the order of the schema. */
    List<Mark> marks() {
        return schema.tables().stream().map(this::mark).toList();
    }

    /** Tables of users whose column must be able to lose its user, because rows of others may refer to them. */
    boolean mustAllowNull(Table table) {
        return table.column(USER).filter(Column::notNull).isPresent()
                && users.contains(table.name())
                && schema.tables().stream()
                        .flatMap(child -> child.keys().stream()
                                .filter(key -> key.parent().equals(table.name()))
                                .filter(key -> !goesAlong(child, key)))
                        .findAny()
                        .isPresent();
    }

    /** Adds to a set whatever begins a path, and then whatever leads there. */
    private void follow(
            Set<String> found,
            java.util.function.Predicate<Table> begins,
            java.util.function.Predicate<ForeignKey> leads) {
        schema.tables().stream().filter(begins).map(Table::name).forEach(found::add);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Table table : schema.tables()) {
                grows |= table.keys().stream().filter(leads).anyMatch(key -> found.contains(key.parent()))
                        && found.add(table.name());
            }
        }
    }

    private boolean goesAlong(Table child, ForeignKey key) {
        return key.notNull()
                && child.column(USER).isEmpty()
                && child.keys().stream()
                                .filter(other -> users.contains(other.parent()))
                                .count()
                        == 1;
    }

    private Mark mark(Table table) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>();
        if (tenants.contains(table.name())) {
            settings.put("data", "tenant");
            tenant(table, settings, questions);
            user(table, settings, questions);
        } else {
            settings.put("data", "shared");
            settings.put("reason", "REVIEW: no path to a tenant was found; say why its rows may outlive one");
            questions.add("has neither a column " + tenantColumn
                    + " nor a foreign key that leads to one. Is it everybody's?" + candidates(table));
        }
        return new Mark(table, settings, questions);
    }

    private void tenant(Table table, Map<String, String> settings, List<String> questions) {
        if (table.column(tenantColumn).isPresent()) {
            if (!tenantColumn.equals("tenant_id")) {
                settings.put("column", tenantColumn);
            }
            if (!table.column(tenantColumn).get().notNull()) {
                questions.add(tenantColumn + " may be NULL. Whose are rows without a tenant? No deletion finds them.");
            }
            return;
        }
        if (isTenantTable(table)) {
            settings.put("column", "id");
            questions.add(
                    "is what " + tenantColumn + " refers to. Is its id the tenant's? Does it go with the tenant?");
            return;
        }
        List<String> ways = table.keys().stream()
                .filter(key -> tenants.contains(key.parent()))
                .map(key -> String.join(",", key.columns()))
                .toList();
        if (ways.size() > 1) {
            questions.add(
                    "could reach its tenant through " + String.join(" or ", ways) + ". Choose one with .through=");
        } else if (table.keys().stream().noneMatch(key -> tenants.contains(key.parent()) && key.notNull())) {
            questions.add(ways.get(0) + " may be NULL. Whose are rows without it? No deletion finds them.");
        }
    }

    private void user(Table table, Map<String, String> settings, List<String> questions) {
        if (users.contains(table.name())) {
            settings.put("data", "tenant,user");
            questions.add(
                    table.column(USER).isPresent()
                            ? "do these rows go with the user that " + USER
                                    + " names? If they stay without it: .anonymize=true"
                            : "these rows go with a user because of what they refer to. Is that right?");
        }
        List<String> names = table.columns().stream()
                .map(Column::name)
                .filter(name -> !name.equals(USER) && NAMES_USERS.matcher(name).matches())
                .toList();
        boolean refersToUsers = table.keys().stream().anyMatch(key -> users.contains(key.parent()));
        Optional<String> lost = users.contains(table.name()) || refersToUsers
                ? Optional.empty()
                : names.stream()
                        .filter(name -> !table.column(name).get().notNull())
                        .findFirst();
        lost.ifPresent(name -> {
            settings.put("data", "tenant,user");
            settings.put("user-column", name);
            settings.put("anonymize", "true");
            questions.add(
                    "does " + name + " name a user? It becomes NULL when that user is deleted, and the row stays.");
        });
        names.stream()
                .filter(name -> lost.isEmpty() || !lost.get().equals(name))
                .forEach(name -> questions.add("does " + name + " name a user, too? It would outlive the user."));
    }

    /** Whether the tenant columns of other tables refer to it. */
    private boolean isTenantTable(Table table) {
        return table.column("id").isPresent()
                && schema.tables().stream()
                        .flatMap(other -> other.keys().stream())
                        .anyMatch(key -> key.parent().equals(table.name())
                                && key.columns().equals(List.of(tenantColumn)));
    }

    private static String candidates(Table table) {
        List<String> names = table.columns().stream()
                .map(Column::name)
                .filter(name -> NAMES_TENANTS.matcher(name).matches())
                .toList();
        return names.isEmpty()
                ? ""
                : " Or does " + String.join(" or ", names) + " name the tenant? Then: .data=tenant .column=";
    }
}
