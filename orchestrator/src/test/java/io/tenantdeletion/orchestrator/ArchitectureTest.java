package io.tenantdeletion.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tenantdeletion", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.tenantdeletion.orchestrator..")
            .layer("console")
            .definedBy("..orchestrator.console..")
            .layer("api")
            .definedBy("..orchestrator.api..")
            .layer("userdeletion")
            .definedBy("..orchestrator.userdeletion..")
            .layer("identity")
            .definedBy("..orchestrator.identity..")
            .layer("saga")
            .definedBy("..orchestrator.saga..")
            .layer("ledger")
            .definedBy("..orchestrator.ledger..")
            .layer("confirmation")
            .definedBy("..orchestrator.confirmation..")
            .layer("preview")
            .definedBy("..orchestrator.preview..")
            .layer("participant")
            .definedBy("..orchestrator.participant..")
            .layer("guard")
            .definedBy("..orchestrator.guard..")
            .layer("restore")
            .definedBy("..orchestrator.restore..")
            .layer("job")
            .definedBy("..orchestrator.job..")
            .layer("audit")
            .definedBy("..orchestrator.audit..")
            .layer("control")
            .definedBy("..orchestrator.control..")
            .layer("limit")
            .definedBy("..orchestrator.limit..")
            .layer("report")
            .definedBy("..orchestrator.report..")
            .layer("events")
            .definedBy("..orchestrator.events..")
            .layer("progress")
            .definedBy("..orchestrator.progress..")
            .layer("mail")
            .definedBy("..orchestrator.mail..")
            .layer("webhook")
            .definedBy("..orchestrator.webhook..")
            .layer("certificate")
            .definedBy("..orchestrator.certificate..")
            .whereLayer("console")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("console")
            .whereLayer("saga")
            .mayOnlyBeAccessedByLayers("console", "api", "userdeletion", "ledger")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("console", "api")
            .whereLayer("userdeletion")
            .mayOnlyBeAccessedByLayers("console", "api")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("console", "userdeletion", "mail")
            .whereLayer("confirmation")
            .mayOnlyBeAccessedByLayers("console", "api", "saga", "userdeletion")
            .whereLayer("preview")
            .mayOnlyBeAccessedByLayers("console", "api", "report", "confirmation", "saga", "userdeletion")
            .whereLayer("participant")
            .mayOnlyBeAccessedByLayers("console", "api", "saga", "preview", "userdeletion", "ledger")
            .whereLayer("restore")
            .mayOnlyBeAccessedByLayers("saga", "userdeletion")
            .whereLayer("guard")
            .mayNotAccessAnyLayer()
            .whereLayer("report")
            .mayOnlyAccessLayers("job", "preview", "participant", "guard")
            .whereLayer("mail")
            .mayOnlyAccessLayers("job", "identity", "guard")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("console", "api")
            .whereLayer("certificate")
            .mayOnlyAccessLayers("job", "audit")
            .whereLayer("progress")
            .mayOnlyAccessLayers("job", "control")
            .whereLayer("events")
            .mayOnlyAccessLayers("job")
            .whereLayer("control")
            .mayOnlyAccessLayers("job")
            .whereLayer("audit")
            .mayOnlyAccessLayers("job")
            .whereLayer("limit")
            .mayOnlyAccessLayers("job", "audit")
            .because("a job must be readable and testable without knowing who deletes, and a run without HTTP");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.tenantdeletion.orchestrator.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that cannot be understood alone is not a package");

    @ArchTest
    static final ArchRule IDENTITY_ALONE = noClasses()
            .that()
            .resideInAPackage("..orchestrator.identity..")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "other parts of the orchestrator",
                    type -> type.getPackageName().startsWith("io.tenantdeletion.orchestrator.")
                            && !type.getPackageName().matches(".*\\.(identity|guard)")))
            .because("another identity provider must be no more than another class there");

    @ArchTest
    static final ArchRule NO_SERVICE = noClasses()
            .that()
            .resideInAPackage("io.tenantdeletion.orchestrator..")
            .should()
            .dependOnClassesThat(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                            "parts of deletion-commons",
                            type -> type.getPackageName().startsWith("io.tenantdeletion.commons.")
                                    && !type.getPackageName()
                                            .matches(
                                                    ".*\\.commons\\.(audit|broker|contract|delivery|problem|security|startup|trace|web)")))
            .because("the orchestrator must not publish the endpoints of a service");

    @ArchTest
    static final ArchRule NO_BLOCKING = noClasses()
            .that()
            .resideInAPackage("io.tenantdeletion.orchestrator..")
            .should()
            .callMethod(io.smallrye.mutiny.Uni.class, "await")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("a blocked event loop blocks every job of the replica");
}
