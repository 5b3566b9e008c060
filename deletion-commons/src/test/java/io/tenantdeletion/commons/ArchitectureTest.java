package io.tenantdeletion.commons;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.test.ArchitectureRules;

@AnalyzeClasses(packages = "io.tenantdeletion.commons", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.tenantdeletion.commons.";

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule theCatalogIsALeaf = noClasses()
            .that()
            .resideInAPackage(ROOT + "catalog..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.tenantdeletion..").and(not(resideInAPackage(ROOT + "catalog.."))))
            .because("verification will rest on it and must not inherit a mistake of the plan");

    @ArchTest
    static final ArchRule thePlanIsPure = classes()
            .that()
            .resideInAnyPackage(ROOT + "plan..", ROOT + "ownership..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.nio.charset..",
                            "java.security..",
                            ROOT + "plan..",
                            ROOT + "ownership..",
                            ROOT + "catalog..")
                    .or(equivalentTo(SubjectKind.class)))
            .because("the same planner serves databases without any entity: no I/O, no clock, no Hibernate");

    @ArchTest
    static final ArchRule statementsAreOnlyText = classes()
            .that()
            .resideInAPackage(ROOT + "sql..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    ROOT + "sql..",
                    ROOT + "plan..",
                    ROOT + "ownership..",
                    ROOT + "catalog..")
            .because(
                    "what is run against subjects' rows is rendered in one place from the plan alone, and can be read");

    @ArchTest
    static final ArchRule aVerificationKnowsNoPlan = noClasses()
            .that()
            .resideInAPackage(ROOT + "verify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "plan..",
                    ROOT + "sql..",
                    ROOT + "purge..",
                    ROOT + "gate..",
                    ROOT + "fence..",
                    ROOT + "ledger..")
            .because("it would count zero rows wherever the plan or the purge has overlooked some");

    @ArchTest
    static final ArchRule onlyTheMappingKnowsHibernatesModel = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hibernate.metamodel..", "org.hibernate.persister..")
            .because("it is an internal model that changes with Hibernate's versions");

    @ArchTest
    static final ArchRule theContractDoesNoIo = noClasses()
            .that()
            .resideInAPackage(ROOT + "contract..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.vertx..", "io.smallrye.mutiny..", "org.hibernate..", "io.quarkus..")
                            .and(not(resideInAPackage("io.quarkus.runtime.annotations"))))
            .because("it is what travels, and any client may import it");

    @ArchTest
    static final ArchRule nothingDependsOnTheEndpoints = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "rest..")
            .because("a resource parses, delegates and maps; whatever else needs its work calls what it delegates to");
}
