package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.plan.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to say about the served services.
 *
 * @param reports one for tenants each, and one for users where they hold users' data
 * @param unclaimed marks of this process that are no service's
 */
record PlanSet(Map<Key, GateReport> reports, List<Violation> unclaimed) {

    PlanSet {
        reports = Collections.unmodifiableMap(new TreeMap<>(reports));
        unclaimed = List.copyOf(unclaimed);
    }

    /** Of that service, which has one for every kind of subject that its endpoints serve. */
    GateReport of(String pathName, SubjectKind kind) {
        return reports.get(new Key(pathName, kind));
    }

    /** Whether nothing keeps any service from deleting. */
    boolean isValid() {
        return unclaimed.isEmpty() && reports.values().stream().noneMatch(GateReport::isRefused);
    }

    /** What a plan is for. */
    record Key(String pathName, SubjectKind kind) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byName = pathName.compareTo(other.pathName);
            return byName == 0 ? kind.compareTo(other.kind) : byName;
        }

        /** What it is called where plans are listed: the service's name, and the subject's where it is no tenant. */
        String label() {
            return kind == SubjectKind.TENANT ? pathName : pathName + "/" + kind.noun();
        }

        /** Its name in log events. */
        String event() {
            return pathName + (kind == SubjectKind.TENANT ? ".deletion" : "." + kind.noun() + "_deletion");
        }
    }
}
