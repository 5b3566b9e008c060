package io.tenantdeletion.services;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.test.ArchitectureRules;
import io.tenantdeletion.moderation.kind.ModeratedEntity;
import jakarta.persistence.Entity;
import java.util.Set;

@AnalyzeClasses(packages = "io.tenantdeletion.services", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> WRITES =
            Set.of("persist", "persistAll", "merge", "mergeAll", "remove", "removeAll", "createMutationQuery");

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule contextsNeverImportEachOther = slices().matching("io.tenantdeletion.services.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("io.tenantdeletion.services.base.."))
            .because(
                    "each context is deployed and released alone; what is alike belongs to base or to deletion-commons");

    @ArchTest
    static final ArchRule everyEntityIsMarked = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .beAnnotatedWith(TenantData.class)
            .orShould()
            .beAnnotatedWith(SharedData.class)
            .because("nobody can tell otherwise whether its rows are erased with a tenant");

    @ArchTest
    static final ArchRule moderatedTablesAreWrittenByThePipelineAlone = noClasses()
            .that()
            .resideInAPackage("io.tenantdeletion.services..")
            .should()
            .accessTargetWhere(describe(
                    "writes by Hibernate",
                    access -> WRITES.contains(access.getTarget().getName())
                            && access.getTargetOwner().getPackageName().startsWith("org.hibernate")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.mutiny.sqlclient..", "java.sql..", "javax.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\.Panache(Repository.*)?")
            .because("the catalogue changes by approved submissions only; the database refuses anything else, too");

    @ArchTest
    static final ArchRule moderatedEntitiesAreDeclarations = classes()
            .that()
            .areAssignableTo(ModeratedEntity.class)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("..attractions..")
            .because("they say what an entity is; rows are read and written by the module moderation");

    @ArchTest
    static final ArchRule noEntityIsBoth = classes()
            .that()
            .areAnnotatedWith(TenantData.class)
            .should()
            .notBeAnnotatedWith(SharedData.class)
            .because("rows are either a tenant's or everybody's");
}
