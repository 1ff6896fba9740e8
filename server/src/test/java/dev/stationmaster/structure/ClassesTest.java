package dev.stationmaster.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.stationmaster.structure.Architecture.PRODUCT;
import static dev.stationmaster.structure.Architecture.WIRE_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.stationmaster.ledger.FactWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

class ClassesTest {
    private static final Pattern UNWANTED_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Dto|DTO|Mapper)|Abstract[A-Z].*");
    private static final int MOST_PARAMETERS = 7;
    /** Stations have clocks and patience of their own. */
    private static final String SIMULATOR = "dev.stationmaster.simulator..";

    private static final Set<String> SQL = Set.of(
            "javax.sql.DataSource",
            "java.sql.Connection",
            "java.sql.DriverManager",
            "java.sql.Statement",
            "java.sql.PreparedStatement",
            "org.springframework.jdbc.core.simple.JdbcClient",
            "org.springframework.jdbc.core.JdbcTemplate");

    private static final DescribedPredicate<JavaClass> SPEAK_SQL =
            DescribedPredicate.describe("speak SQL", type -> SQL.contains(type.getName()));

    private static final DescribedPredicate<JavaClass> MAY_SPEAK_SQL = DescribedPredicate.describe(
            "are stores, fact writers, the ledger or the platform",
            type -> isStore(outermost(type))
                    || outermost(type).isAssignableTo(FactWriter.class)
                    || type.getPackageName().startsWith("dev.stationmaster.ledger")
                    || type.getPackageName().startsWith("dev.stationmaster.platform"));

    private static boolean isStore(JavaClass type) {
        return type.getSimpleName().endsWith("Store");
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent())
            outer = outer.getEnclosingClass().get();
        return outer;
    }

    @Test
    void sqlStandsInStoresAndFactWritersOnly() {
        noClasses()
                .that(DescribedPredicate.not(MAY_SPEAK_SQL))
                .should()
                .dependOnClassesThat(SPEAK_SQL)
                .check(PRODUCT);
    }

    @Test
    void aStoreIsKnownInItsOwnPackageOnly() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Store")
                .and()
                .resideOutsideOfPackage("dev.stationmaster.platform..")
                .should()
                .bePackagePrivate()
                .orShould()
                .bePrivate()
                .check(PRODUCT);
    }

    @Test
    void restIsSpokenByResourcesOnly() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> unwanted = PRODUCT.stream()
                .filter(type -> UNWANTED_NAME.matcher(type.getSimpleName()).matches())
                .filter(type -> !WIRE_RECORDS.test(type))
                .map(JavaClass::getName)
                .toList();
        assertThat(unwanted).isEmpty();
    }

    @Test
    void noConstructorTakesMoreThanSevenThings() {
        List<String> large = PRODUCT.stream()
                .filter(type -> !type.isRecord() && !WIRE_RECORDS.test(type))
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> writtenParameters(constructor) > MOST_PARAMETERS)
                .map(JavaConstructor::getFullName)
                .toList();
        assertThat(large).isEmpty();
    }

    /** Without those that the compiler adds: an enum's name and number, the outer instance, what a local class captures. */
    private static int writtenParameters(JavaConstructor constructor) {
        JavaClass type = constructor.getOwner();
        int all = constructor.getRawParameterTypes().size();
        if (type.isAnonymousClass() || type.isLocalClass()) return 0;
        if (type.isEnum()) return all - 2;
        return type.isInnerClass() && !type.getModifiers().contains(JavaModifier.STATIC) ? all - 1 : all;
    }

    @Test
    void productionCodeDoesNotSleep() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SIMULATOR)
                .should()
                .callMethodWhere(calls("sleep", "java.lang.Thread", "java.util.concurrent.TimeUnit"))
                .check(PRODUCT);
    }

    @Test
    void timeComesFromAnInjectedSource() {
        var now = DescribedPredicate.describe("asks the machine for the time", (JavaMethodCall call) -> {
            MethodCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            boolean withoutClock = target.getRawParameterTypes().stream()
                    .noneMatch(type -> type.getName().equals("java.time.Clock"));
            return (owner.startsWith("java.time.") && target.getName().equals("now") && withoutClock)
                    || (owner.equals("java.time.Clock") && target.getName().startsWith("system"))
                    || (owner.equals("java.time.InstantSource")
                            && target.getName().equals("system"))
                    || (owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis"));
        });
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.stationmaster.platform..", SIMULATOR)
                .should()
                .callMethodWhere(now)
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaMethodCall> calls(String method, String... owners) {
        return DescribedPredicate.describe(
                "calls " + method,
                call -> call.getTarget().getName().equals(method)
                        && Set.of(owners).contains(call.getTarget().getOwner().getName()));
    }
}
