package io.tenantdeletion.commons.service;

import io.quarkus.arc.All;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services this process serves: those it contains, or those of them that its configuration names. */
@ApplicationScoped
public class ServedServices {

    /** No such service in this process. */
    public static final ProblemType UNKNOWN_SERVICE =
            new ProblemType("unknown-service", 404, "This process serves no such service");

    private final Map<String, TenantDataDeletionService> byPathName;
    private final Map<String, TenantDataDeletionService> byUserDataName;
    private final Set<String> presentSchemas;

    ServedServices(@All List<TenantDataDeletionService> present, DeletionConfig config, EntityModel entities) {
        byPathName = present.stream()
                .collect(Collectors.toMap(
                        TenantDataDeletionService::pathName, Function.identity(), ServedServices::clash, TreeMap::new));
        presentSchemas = byPathName.values().stream()
                .flatMap(service -> service.schemas().stream())
                .collect(Collectors.toUnmodifiableSet());
        config.services().ifPresent(this::keep);
        requireNoMarks(entities.markedSchemas(SubjectKind.TENANT));
        Set<String> withUserData = entities.markedSchemas(SubjectKind.USER);
        byUserDataName = byPathName.values().stream()
                .filter(service -> service.schemas().stream().anyMatch(withUserData::contains))
                .collect(Collectors.toMap(
                        TenantDataDeletionService::userDataName,
                        Function.identity(),
                        ServedServices::userDataClash,
                        TreeMap::new));
    }

    /** Every service of this process, by path name. */
    public List<TenantDataDeletionService> all() {
        return List.copyOf(byPathName.values());
    }

    /** Whether tables of a service name users. */
    public boolean holdsUserData(TenantDataDeletionService service) {
        return byUserDataName.get(service.userDataName()) == service;
    }

    /** The kinds of subjects that a service holds data of. */
    public List<SubjectKind> subjectKinds(TenantDataDeletionService service) {
        if (!service.holdsTenantData()) {
            return List.of(SubjectKind.USER);
        }
        return holdsUserData(service) ? List.of(SubjectKind.values()) : List.of(SubjectKind.TENANT);
    }

    /** Schemas of every service this process contains, served or not. */
    public Set<String> presentSchemas() {
        return presentSchemas;
    }

    /**
     * The service of that name.
     *
     * @throws ProblemException 404 where this process does not serve it
     */
    public TenantDataDeletionService byPathName(String name) {
        TenantDataDeletionService service = byPathName.get(name);
        if (service == null) {
            throw new ProblemException(
                    UNKNOWN_SERVICE, "This process serves: " + String.join(", ", byPathName.keySet()) + ".");
        }
        return service;
    }

    /**
     * The service of that name, of those that hold data of tenants.
     *
     * @throws ProblemException 404 where this process does not serve it, or it holds none
     */
    public TenantDataDeletionService withTenantData(String name) {
        TenantDataDeletionService service = byPathName(name);
        if (!service.holdsTenantData()) {
            throw new ProblemException(UNKNOWN_SERVICE, name + " holds no data of tenants.");
        }
        return service;
    }

    /**
     * The service that holds users' data of that name.
     *
     * @throws ProblemException 404 where this process serves none
     */
    public TenantDataDeletionService byUserDataName(String name) {
        TenantDataDeletionService service = byUserDataName.get(name);
        if (service == null) {
            throw new ProblemException(
                    UNKNOWN_SERVICE,
                    byUserDataName.isEmpty()
                            ? "This process holds no users' data."
                            : "This process serves, of users: " + String.join(", ", byUserDataName.keySet()) + ".");
        }
        return service;
    }

    private void requireNoMarks(Set<String> ofTenants) {
        byPathName.values().stream()
                .filter(service -> !service.holdsTenantData())
                .filter(service -> service.schemas().stream().anyMatch(ofTenants::contains))
                .findFirst()
                .ifPresent(service -> {
                    throw new IllegalStateException(service.getClass()
                            + " says that it holds nothing of tenants, but tables of its schemas are marked.");
                });
    }

    private void keep(Set<String> wanted) {
        Set<String> unknown = new TreeSet<>(wanted);
        unknown.removeAll(byPathName.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("deletion.services names " + unknown + ", but this process contains only "
                    + byPathName.keySet() + ".");
        }
        byPathName.keySet().retainAll(wanted);
    }

    private static TenantDataDeletionService userDataClash(
            TenantDataDeletionService one, TenantDataDeletionService other) {
        throw new IllegalStateException(one.getClass() + " and " + other.getClass() + " both call their users' data "
                + one.userDataName() + ". Let one of them return another userDataName().");
    }

    private static TenantDataDeletionService clash(TenantDataDeletionService one, TenantDataDeletionService other) {
        throw new IllegalStateException(one.getClass() + " and " + other.getClass() + " both call themselves "
                + one.pathName() + ". Let one of them return another pathName().");
    }
}
