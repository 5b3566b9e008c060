package io.tenantdeletion.commons.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Rules for every module that serves requests; a module takes them in with
 * {@code ArchTests.in(ArchitectureRules.class)}.
 */
public final class ArchitectureRules {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE = SlicesRuleDefinition.slices()
            .matching("io.tenantdeletion.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .because("a cycle of packages is one package with several names");

    @ArchTest
    static final ArchRule NOBODY_AWAITS = noClasses()
            .should()
            .accessTargetWhere(named("await", Uni.class))
            .orShould()
            .accessTargetWhere(named("toIterable", io.smallrye.mutiny.groups.MultiSubscribe.class, Multi.class))
            .because("whoever waits on an event loop stops everybody served by it");

    @ArchTest
    static final ArchRule NOTHING_HIDES_IN_WORKER_POOLS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.smallrye.common.annotation.Blocking")
            .orShould()
            .accessTargetWhere(named("executeBlocking", io.vertx.core.Vertx.class, io.vertx.core.Context.class))
            .because("a blocking call in a worker pool is a blocking call with a queue before it");

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a service speaks through its log");

    @ArchTest
    static final ArchRule CONFIGURATION_IS_FOUND_BY_ITS_NAME = classes()
            .that()
            .areAnnotatedWith(ConfigMapping.class)
            .should()
            .haveSimpleNameEndingWith("Config")
            .allowEmptyShould(true)
            .because("the test of the configuration reference looks for such names");

    private ArchitectureRules() {}

    private static DescribedPredicate<JavaAccess<?>> named(String name, Class<?>... owners) {
        return DescribedPredicate.describe(
                name, access -> access.getTarget().getName().equals(name) && ownedByOneOf(access, owners));
    }

    private static boolean ownedByOneOf(JavaAccess<?> access, Class<?>... owners) {
        for (Class<?> owner : owners) {
            if (access.getTargetOwner().isAssignableTo(owner)) {
                return true;
            }
        }
        return false;
    }
}
