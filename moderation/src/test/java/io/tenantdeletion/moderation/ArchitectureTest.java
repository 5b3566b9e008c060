package io.tenantdeletion.moderation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tenantdeletion.commons.test.ArchitectureRules;
import io.tenantdeletion.moderation.kind.EntityKind;

@AnalyzeClasses(packages = "io.tenantdeletion.moderation", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    /** Whoever does not know the table writes to none; those that may either read, or guard it. */
    @ArchTest
    static final ArchRule oneClassWrites = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tenantdeletion.moderation.pipeline.Applier")
            .and()
            .doNotHaveFullyQualifiedName("io.tenantdeletion.moderation.submission.SubmissionStore")
            .and()
            .resideOutsideOfPackages("io.tenantdeletion.moderation.entity", "io.tenantdeletion.moderation.kind")
            .should()
            .callMethod(EntityKind.class, "table")
            .because(
                    "one function applies, whoever wanted the change; see WriteGuard for what the database says to it");
}
