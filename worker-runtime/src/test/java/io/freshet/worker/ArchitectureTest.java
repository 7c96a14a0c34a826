package io.freshet.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.freshet.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FRAMEWORK_FREE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.freshet.worker..",
                    "io.freshet.schemas..",
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.apache.kafka.clients..",
                    "org.apache.kafka.common..",
                    "org.apache.avro..",
                    "io.micrometer..",
                    "org.slf4j..",
                    "org.jspecify..");
}
