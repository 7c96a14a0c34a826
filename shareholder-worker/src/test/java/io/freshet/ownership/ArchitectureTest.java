package io.freshet.ownership;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.freshet.ownership", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule TREE_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("..ownership.tree..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..",
                    "io.freshet.schemas..",
                    "io.freshet.worker..",
                    "io.freshet.ownership.messaging..",
                    "io.freshet.ownership.store..");

    @ArchTest
    static final ArchRule STORE_KNOWS_NO_CONTRACT = noClasses()
            .that()
            .resideInAPackage("..ownership.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "io.freshet.schemas..", "io.freshet.ownership.messaging..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.freshet.gateway..", "io.freshet.enrichment..", "io.freshet.rules..");
}
