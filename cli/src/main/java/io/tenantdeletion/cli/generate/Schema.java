package io.tenantdeletion.cli.generate;

import java.util.List;
import java.util.Optional;

/**
 * Everything in a schema that a migration has to make.
 *
 * @param types statements that make enumerations
 * @param sequences statements that make sequences
 * @param tables by name
 * @param others what is not taken along, in words
 */
record Schema(String name, List<String> types, List<String> sequences, List<Table> tables, List<String> others) {

    Optional<Table> table(String wanted) {
        return tables.stream().filter(table -> table.name().equals(wanted)).findFirst();
    }
}
