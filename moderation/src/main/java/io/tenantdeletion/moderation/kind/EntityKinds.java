package io.tenantdeletion.moderation.kind;

import io.quarkus.arc.All;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind that this process contains. */
@ApplicationScoped
public class EntityKinds {

    private final Map<String, EntityKind> byName;

    EntityKinds(@All List<EntityKind> declared) {
        byName = declared.stream()
                .collect(Collectors.toMap(EntityKind::name, Function.identity(), EntityKinds::clash, TreeMap::new));
    }

    /** All of them, by name. */
    public List<EntityKind> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The kind of that name.
     *
     * @throws ProblemException 400 where there is none
     */
    public EntityKind of(String name) {
        EntityKind kind = byName.get(name);
        if (kind == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "entity_type is one of " + String.join(", ", byName.keySet()) + ".");
        }
        return kind;
    }

    private static EntityKind clash(EntityKind one, EntityKind other) {
        throw new IllegalStateException(one.type() + " and " + other.type() + " are both called " + one.name() + ".");
    }
}
