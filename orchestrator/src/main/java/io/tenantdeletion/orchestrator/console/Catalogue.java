package io.tenantdeletion.orchestrator.console;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.Outage;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.problem.RemoteProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls of the catalogue on a person's behalf; its refusals are the person's to see, as it said them. */
@ApplicationScoped
class Catalogue {

    private static final Map<String, String> ENTITY_TYPES = Map.of(
            "parks", "park", "rides", "ride", "companies", "company", "ride-models", "ride_model", "reviews", "review");

    /** What it holds, by path name. */
    static final List<String> KINDS = List.of("parks", "rides", "companies", "ride-models", "reviews");

    private final CatalogueApi api;

    Catalogue(@RestClient CatalogueApi api) {
        this.api = api;
    }

    <T> Uni<T> call(Function<CatalogueApi, Uni<T>> call) {
        return call.apply(api)
                .onFailure()
                .transform(failure -> RemoteProblem.of(failure).orElseGet(() -> Outage.of("The catalogue", failure)));
    }

    /** A kind in an address; the first where there is none. */
    static String kind(String kind) {
        if (kind == null || kind.isBlank()) {
            return KINDS.get(0);
        }
        if (!KINDS.contains(kind)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The catalogue has " + String.join(", ", KINDS) + ".");
        }
        return kind;
    }

    /** What its API calls one of a kind. */
    static String entityType(String kind) {
        return ENTITY_TYPES.get(kind);
    }

    /** An id in an address. */
    static String id(String id) {
        return Identifiers.parse("id", id).toString();
    }
}
