package dev.stationmaster.structure;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;

/** The classes of the product, read once, and what the rules call them. */
final class Architecture {
    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.stationmaster");

    private static final Pattern WIRE = Pattern.compile("dev\\.stationmaster\\.ocpp\\.(v16|v2)(\\..*)?");

    /** Records, builders and tables that are generated from the published schemas. */
    static final DescribedPredicate<JavaClass> WIRE_RECORDS = DescribedPredicate.describe(
            "are wire records", type -> WIRE.matcher(type.getPackageName()).matches());

    private Architecture() {}
}
