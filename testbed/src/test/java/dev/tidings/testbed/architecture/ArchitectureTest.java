package dev.tidings.testbed.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The shape of the house, over all shipped modules. */
class ArchitectureTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testbed/"))
            .importPackages("dev.tidings");

    private static final String[] PURE = {
        "dev.tidings.abilities..",
        "dev.tidings.contract..",
        "dev.tidings.scheduler.intake..",
        "dev.tidings.scheduler.window..",
        "dev.tidings.scheduler.hold..",
        "dev.tidings.dispatcher.dispatch..",
        "dev.tidings.fallback.plan.."
    };

    /** Where records come in and go out. */
    private static final String[] EDGES = {
        "dev.tidings.codec..",
        "dev.tidings.catalog..",
        "dev.tidings.publish..",
        "dev.tidings.topics..",
        "dev.tidings.runtime..",
        "dev.tidings.scheduler.topology..",
        "dev.tidings.dispatcher.engine..",
        "dev.tidings.dispatcher.publish..",
        "dev.tidings.dispatcher.receipt..",
        "dev.tidings.fallback.topology..",
        "dev.tidings.local.."
    };

    private static final String COMMAND_LINE = "dev.tidings.local..";

    /** Where the clocks are that everything else is given. */
    private static final DescribedPredicate<JavaClass> WIRING = describe(
            "wiring",
            type -> Set.of(
                            "dev.tidings.runtime.TidingsAutoConfiguration",
                            "dev.tidings.runtime.StreamsRunner",
                            "dev.tidings.scheduler.app.SchedulerConfiguration",
                            "dev.tidings.dispatcher.engine.DispatchConfiguration",
                            "dev.tidings.local.Main")
                    .contains(type.getName()));

    private static final DescribedPredicate<JavaAccess<?>> MAKES_A_STORE_OF_ROCKS_DB = describe(
            "makes a store of RocksDB",
            access -> access.getTargetOwner().getName().equals("org.apache.kafka.streams.state.Stores")
                    && access.getName().startsWith("persistent"));

    private static final DescribedPredicate<JavaAccess<?>> TAKES_TIME = describe(
            "takes the time from nowhere",
            access -> isOn(access, System.class, "currentTimeMillis")
                    || (access.getName().equals("now")
                            && access.getTargetOwner().getPackageName().equals("java.time"))
                    || isOn(access, InstantSource.class, "system")
                    || isOn(
                            access,
                            Clock.class,
                            "system",
                            "systemUTC",
                            "tickMillis",
                            "tickSeconds",
                            "tickMinutes",
                            "systemDefaultZone"));

    private static final DescribedPredicate<JavaAccess<?>> WAITS = describe(
            "waits",
            access -> isOn(access, System.class, "nanoTime")
                    || isOn(access, Thread.class, "sleep")
                    || isOn(access, TimeUnit.class, "sleep")
                    || isOn(access, LockSupport.class, "parkNanos", "parkUntil"));

    private static boolean isOn(JavaAccess<?> access, Class<?> owner, String... names) {
        return access.getTargetOwner().isEquivalentTo(owner) && Set.of(names).contains(access.getName());
    }

    @Test
    void decisionsKnowNeitherSpringNorKafkaNorHowRecordsAreWritten() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka..",
                        "io.micrometer..",
                        "org.apache.hc..",
                        "dev.tidings.codec..",
                        "dev.tidings.runtime..")
                .check(SHIPPED);
    }

    @Test
    void generatedAvroTypesStayBehindTheCodec() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tidings.codec..", "dev.tidings.avro..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidings.avro..", "org.apache.avro..")
                .check(SHIPPED);
    }

    @Test
    void kafkaStaysAtTheEdges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(SHIPPED);
    }

    @Test
    void resilience4jStaysAroundAccounts() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidings.dispatcher.account..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.resilience4j..")
                .check(SHIPPED);
    }

    @Test
    void whoMakesSpansIsKnownInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidings.runtime.trace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer.tracing..", "io.opentelemetry..")
                .check(SHIPPED);
    }

    /** Their memory is bounded together. */
    @Test
    void storesOfRocksDbAreMadeInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.tidings.runtime.BoundedStores")
                .should()
                .accessTargetWhere(MAKES_A_STORE_OF_ROCKS_DB)
                .check(SHIPPED);
    }

    @Test
    void theRuleForStoresSeesTheOnePlace() {
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .accessTargetWhere(MAKES_A_STORE_OF_ROCKS_DB)
                        .check(SHIPPED))
                .hasMessageContainingAll("dev.tidings.runtime.BoundedStores", "persistentKeyValueStore");
    }

    @Test
    void nothingReadsTheClockOrSleeps() {
        noClasses()
                .that(are(not(WIRING)))
                .and()
                .resideOutsideOfPackage(COMMAND_LINE)
                .should()
                .accessTargetWhere(TAKES_TIME)
                .orShould()
                .accessTargetWhere(WAITS)
                .check(SHIPPED);
    }

    /** Its commands wait for processes, which tell nobody when they are ready; what time it is they are told. */
    @Test
    void theCommandLineOnlyWaits() {
        noClasses()
                .that(are(not(WIRING)))
                .and()
                .resideInAPackage(COMMAND_LINE)
                .should()
                .accessTargetWhere(TAKES_TIME)
                .check(SHIPPED);
    }

    @Test
    void theRulesForTimeSeeTheClocksAndTheWaitsThatThereAre() {
        assertThatThrownBy(
                        () -> noClasses().should().accessTargetWhere(TAKES_TIME).check(SHIPPED))
                .hasMessageContainingAll("TidingsAutoConfiguration", "dev.tidings.local.Main");
        assertThatThrownBy(() -> noClasses().should().accessTargetWhere(WAITS).check(SHIPPED))
                .hasMessageContainingAll("SchedulerConfiguration", "parkNanos");
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .check(SHIPPED);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.tidings.(**)").should().beFreeOfCycles().check(SHIPPED);
        slices().matching("dev.tidings.(scheduler|dispatcher|fallback).(*)..")
                .should()
                .beFreeOfCycles()
                .check(SHIPPED);
    }

    @Test
    void servicesKnowNothingOfEachOther() {
        slices().matching("dev.tidings.(scheduler|dispatcher|fallback)..")
                .should()
                .notDependOnEachOther()
                .check(SHIPPED);
    }
}
