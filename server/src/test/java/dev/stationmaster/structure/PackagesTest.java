package dev.stationmaster.structure;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.stationmaster.structure.Architecture.PRODUCT;
import static dev.stationmaster.structure.Architecture.WIRE_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import dev.stationmaster.station.StationId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class PackagesTest {
    @Test
    void theWireLibraryKnowsNothingOfTheRest() {
        classes()
                .that()
                .resideInAPackage("dev.stationmaster.ocpp..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.stationmaster.ocpp..", "java..", "tools.jackson.core..", "org.jspecify..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheTranslationsImportWireRecords() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.stationmaster.ocpp..",
                        "dev.stationmaster.protocol.v16..",
                        "dev.stationmaster.protocol.v2..")
                .should()
                .dependOnClassesThat(WIRE_RECORDS)
                .check(PRODUCT);
    }

    /** StationId is the word by which all features name a station; using it is no dependency on the feature "station". */
    @Test
    void featuresHaveNoCycles() {
        slices().matching("dev.stationmaster.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), type(StationId.class))
                .check(PRODUCT);
    }

    @Test
    void nothingDependsOnTheApplicationThatPutsItTogether() {
        noClasses()
                .that(resideInAPackage("dev.stationmaster..")
                        .and(resideInAPackage("dev.stationmaster.app..").negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.stationmaster.app..")
                .check(PRODUCT);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = PRODUCT.stream()
                .filter(type -> !type.getSimpleName().isEmpty())
                .map(JavaClass::getPackage)
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }
}
