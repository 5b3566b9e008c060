package io.tenantdeletion.tenant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tenantdeletion.commons.test.ArchitectureRules;

@AnalyzeClasses(packages = "io.tenantdeletion.tenant", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchTests SHARED = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule DIRECTION = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("registry")
            .definedBy("..tenant.registry..")
            .layer("requester")
            .definedBy("..tenant.requester..")
            .layer("paging")
            .definedBy("..tenant.paging..")
            .layer("audit")
            .definedBy("..tenant.audit..")
            .layer("membership")
            .definedBy("..tenant.membership..")
            .layer("jobs")
            .definedBy("..tenant.jobs..")
            .layer("outbox")
            .definedBy("..tenant.outbox..")
            .layer("subscription")
            .definedBy("..tenant.subscription..")
            .layer("ownership")
            .definedBy("..tenant.ownership..")
            .layer("suspension")
            .definedBy("..tenant.suspension..")
            .layer("lifecycle")
            .definedBy("..tenant.lifecycle..")
            .layer("forward")
            .definedBy("..tenant.forward..")
            .layer("purge")
            .definedBy("..tenant.purge..")
            .whereLayer("registry")
            .mayOnlyBeAccessedByLayers("membership", "ownership", "suspension", "lifecycle")
            .whereLayer("requester")
            .mayOnlyBeAccessedByLayers("audit", "jobs", "membership", "ownership", "suspension", "lifecycle")
            .whereLayer("paging")
            .mayOnlyBeAccessedByLayers("membership", "ownership", "lifecycle")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("membership", "ownership", "suspension", "lifecycle", "forward")
            .whereLayer("membership")
            .mayOnlyBeAccessedByLayers("ownership", "lifecycle")
            .whereLayer("jobs")
            .mayOnlyBeAccessedByLayers("lifecycle", "forward")
            .whereLayer("outbox")
            .mayOnlyBeAccessedByLayers("membership", "purge", "ownership")
            .whereLayer("subscription")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ownership")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("suspension")
            .mayOnlyBeAccessedByLayers("lifecycle")
            .whereLayer("lifecycle")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("forward")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("purge")
            .mayNotBeAccessedByAnyLayer()
            .because("each package-info says what its package may depend on");

    @ArchTest
    static final ArchRule ONLY_JOBS_CALLS_OUT = noClasses()
            .that()
            .resideOutsideOfPackage("..tenant.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.rest.client..")
            .because("the orchestrator is asked through one guard only");

    @ArchTest
    static final ArchRule PURGE_HAS_NO_ENDPOINT = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("..tenant.purge..")
            .should()
            .notBeAnnotatedWith(jakarta.ws.rs.DELETE.class)
            .because("deletion-commons serves the contract's endpoints");
}
