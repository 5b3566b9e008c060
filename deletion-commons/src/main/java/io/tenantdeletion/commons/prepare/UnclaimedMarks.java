package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.SubjectKind;
import io.tenantdeletion.commons.service.ServedServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds marks on entities that no plan would ever follow. */
final class UnclaimedMarks {

    private UnclaimedMarks() {}

    static List<String> of(ServedServices services, EntityModel entities) {
        List<String> violations = new ArrayList<>();
        for (SubjectKind kind : SubjectKind.values()) {
            Set<String> marked = entities.markedSchemas(kind);
            marked.stream()
                    .filter(schema -> !services.presentSchemas().contains(schema))
                    .forEach(schema -> violations.add("Schema " + schema + " has entities marked " + kind.annotation()
                            + ", but no service of this process names it as its schema(); nobody would delete their"
                            + " rows."));
        }
        return violations;
    }
}
