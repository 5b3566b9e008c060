package io.tenantdeletion.commons.fence;

import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.sql.Identifiers;
import java.util.List;

/**
 * A trigger as it should be.
 *
 * @param table on which table or partition
 * @param name its name there
 * @param event when it fires, such as {@code after insert}
 * @param scope for what it fires, such as {@code for each row}
 * @param function which function of ours it calls
 */
record FenceTrigger(TableName table, String name, String event, String scope, String function) {

    /** The statements that make it so; each locks the table against writers. */
    List<String> statements() {
        return List.of(
                "create or replace trigger " + quoted(name) + " " + event + " on " + quoted(table) + " " + scope
                        + " execute function " + FenceFunctions.quoted(function) + "()",
                "alter table " + quoted(table) + " enable always trigger " + quoted(name),
                "comment on trigger " + quoted(name) + " on " + quoted(table) + " is "
                        + Identifiers.literal(description()));
    }

    /** What is kept as its comment: by it a trigger that is as it should be is recognised. */
    String description() {
        return event + " " + scope + ": " + function;
    }
}
