package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts the rows of a plan's deleting steps. */
final class CountStatements {

    private static final String ROW = "e";

    private final Plan plan;

    CountStatements(Plan plan) {
        this.plan = plan;
    }

    /** A row of each step's position among them and its count, where {@code having} is so. */
    String counts(String having) {
        List<Step.Delete> steps = plan.deletes();
        return IntStream.range(0, steps.size())
                .mapToObj(position -> "select " + position + ", count(*) " + rows(steps.get(position)) + having)
                .collect(Collectors.joining(" union all "));
    }

    private String rows(Step.Delete step) {
        return "from " + quoted(step.table()) + " " + ROW + " where "
                + RowConditions.found(step.table(), step.path(), ROW, plan.catalog()::hasFewRows)
                + RowConditions.unlessHeld(step, ROW);
    }
}
