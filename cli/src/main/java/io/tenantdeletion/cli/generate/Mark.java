package io.tenantdeletion.cli.generate;

import java.util.List;
import java.util.Map;

/**
 * Whose rows a table's are, as guessed.
 *
 * @param settings of {@code deletion.tables."schema.table"}, without that
 * @param questions that a person has to answer
 */
record Mark(Table table, Map<String, String> settings, List<String> questions) {

    /** Whether rows are everybody's. */
    boolean isShared() {
        return "shared".equals(settings.get("data"));
    }

    /** Whether rows go with a user. */
    boolean goesWithUser() {
        return settings.get("data").endsWith("user") && !settings.containsKey("anonymize");
    }
}
