package dev.tidings.fallback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tidings.fallback");

    @Test
    void thePlanKnowsNeitherSpringNorKafka() {
        noClasses()
                .that()
                .resideInAPackage("..plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka..",
                        "io.micrometer..",
                        "dev.tidings.codec..",
                        "dev.tidings.runtime..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.tidings.fallback.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void nobodyReadsAClockOrSleeps() {
        noClasses().should().callMethod(Instant.class, "now").check(classes);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }
}
