package io.freshet.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Use cases are plain Java; each technology has one kind of package. A feature's root holds its use cases, records and
 * ports, and below it {@code http}, {@code messaging}, {@code persistence} and {@code config} hold what adapts them.
 */
@AnalyzeClasses(
        packages = "io.freshet.gateway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutGenerated.class})
class ArchitectureTest {

    private static final String[] ADAPTERS = {"..http..", "..messaging..", "..persistence..", "..config.."};
    private static final String[] DATABASE = {
        "java.sql..", "javax.sql..", "org.postgresql..", "io.micronaut.transaction..", "io.micronaut.data.."
    };
    private static final String[] BROKER = {
        "org.apache.kafka..", "org.apache.avro..", "io.freshet.schemas..", "io.freshet.worker.."
    };

    /** Micronaut's annotation processor writes bean definitions beside the beans; nobody else names classes so. */
    static final class WithoutGenerated implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/$");
        }
    }

    private static final DescribedPredicate<JavaClass> GATEWAY = resideInAnyPackage("io.freshet.gateway..");

    private static final DescribedPredicate<JavaClass> ROOT_OF_A_FEATURE = describe(
            "are in the root of a feature",
            type -> !type.getPackageName().equals("io.freshet.gateway")
                    && not(resideInAnyPackage(ADAPTERS)).test(type));

    @ArchTest
    static final ArchRule ROOTS_ARE_PLAIN_JAVA = noClasses()
            .that(ROOT_OF_A_FEATURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.micronaut..")
                    .or(resideInAnyPackage(DATABASE))
                    .or(resideInAnyPackage(BROKER)));

    @ArchTest
    static final ArchRule ROOTS_KNOW_NO_ADAPTER =
            noClasses().that(ROOT_OF_A_FEATURE).should().dependOnClassesThat(GATEWAY.and(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule ONLY_PERSISTENCE_KNOWS_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("..persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE);

    @ArchTest
    static final ArchRule ONLY_MESSAGING_AND_CONFIG_KNOW_THE_BROKER = noClasses()
            .that()
            .resideOutsideOfPackages("..messaging..", "..config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BROKER);

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("..http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut.http..");

    @ArchTest
    static final ArchRule REPOSITORIES_ARE_INTERFACES_WITH_A_JDBC_CLASS = classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .and()
            .haveSimpleNameNotStartingWith("Jdbc")
            .should()
            .beInterfaces();

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.freshet.enrichment..", "io.freshet.ownership..", "io.freshet.rules..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.freshet.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_JAVA_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
}
