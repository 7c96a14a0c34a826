package io.freshet.enrichment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.freshet.enrichment", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_MESSAGING_KNOWS_KAFKA_AND_CONTRACTS = noClasses()
            .that()
            .resideOutsideOfPackage("..enrichment.messaging..")
            .and()
            .doNotBelongToAnyOf(EnrichmentWorker.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "io.freshet.schemas..", "io.freshet.worker..");

    @ArchTest
    static final ArchRule ONLY_PERSISTENCE_KNOWS_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("..enrichment.persistence..")
            .and()
            .doNotBelongToAnyOf(EnrichmentWorker.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.flywaydb..", "org.postgresql..");

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("..enrichment.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule ADAPTERS_ARE_UNKNOWN = noClasses()
            .that()
            .resideInAnyPackage("io.freshet.enrichment", "..enrichment.catalogue..")
            .and()
            .doNotBelongToAnyOf(EnrichmentWorker.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..enrichment.messaging..", "..enrichment.persistence..", "..enrichment.http..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.freshet.gateway..", "io.freshet.ownership..", "io.freshet.rules..", "io.micronaut..");
}
