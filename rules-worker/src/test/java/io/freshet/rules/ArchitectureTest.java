package io.freshet.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.freshet.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ENGINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..rules.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..",
                    "org.slf4j..",
                    "io.freshet.schemas..",
                    "io.freshet.worker..",
                    "io.freshet.rules.messaging..",
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.sql..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.freshet.gateway..", "io.freshet.ownership..", "io.freshet.enrichment..", "io.micronaut..");
}
