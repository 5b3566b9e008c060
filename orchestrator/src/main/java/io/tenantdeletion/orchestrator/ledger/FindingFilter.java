package io.tenantdeletion.orchestrator.ledger;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Which findings are asked for.
 *
 * @param service where, or null for everywhere
 * @param status open or resolved, or null for both
 */
public record FindingFilter(String service, ErasureFinding.Status status) {

    String page() {
        int values = values().size();
        return "select * from orchestrator.erasure_findings" + where() + " order by found_at desc, finding_id limit $"
                + (values + 1) + " offset $" + (values + 2);
    }

    String count() {
        return "select count(*) as findings from orchestrator.erasure_findings" + where();
    }

    Tuple values() {
        Tuple values = Tuple.tuple();
        if (service != null) {
            values.addString(service);
        }
        if (status != null) {
            values.addString(status.toString());
        }
        return values;
    }

    private String where() {
        List<String> conditions = new ArrayList<>();
        if (service != null) {
            conditions.add("service = $1");
        }
        if (status != null) {
            conditions.add("status = $" + (conditions.size() + 1));
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
