package io.freshet.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.freshet.schemas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FRAMEWORK_FREE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.freshet.schemas..",
                    "java..",
                    "javax.annotation.processing..",
                    "org.apache.kafka.clients..",
                    "org.apache.kafka.common..",
                    "org.apache.avro..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule SERDE_KNOWS_NO_TOPIC = noClasses()
            .that()
            .resideInAPackage("..schemas.serde..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.freshet.schemas");
}
