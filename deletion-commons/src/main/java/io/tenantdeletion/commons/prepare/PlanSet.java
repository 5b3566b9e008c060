package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.SubjectKind;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The plans of the served services: one for tenants each, and one for users where they hold users' data. */
final class PlanSet {

    private final Map<Key, Plan> plans;

    PlanSet(Map<Key, Plan> plans) {
        this.plans = Collections.unmodifiableMap(new TreeMap<>(plans));
    }

    /** The plan of that service. It has one for every kind of subject that its endpoints serve. */
    Plan of(String pathName, SubjectKind kind) {
        return plans.get(new Key(pathName, kind));
    }

    /** Every plan, by service. */
    void forEach(BiConsumer<Key, Plan> action) {
        plans.forEach(action);
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
