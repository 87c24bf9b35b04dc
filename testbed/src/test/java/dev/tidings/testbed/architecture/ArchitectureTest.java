package dev.tidings.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the house, over all shipped modules. */
class ArchitectureTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testbed/"))
            .importPackages("dev.tidings");

    private static final String[] PURE = {
        "dev.tidings.contract..",
        "dev.tidings.scheduler.intake..",
        "dev.tidings.scheduler.window..",
        "dev.tidings.scheduler.hold..",
        "dev.tidings.dispatcher.dispatch..",
        "dev.tidings.fallback.plan.."
    };

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
    void nothingReadsTheClockOrSleeps() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(SHIPPED);
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
