package dev.stationmaster.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** The test of a published case. Its id stands in the generated table with the outcome. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OcaCase {
    /** The id as published, without the suffix {@code _CSMS}. */
    String value();

    /** True when a server that merely says yes passes too, because the case asks no more than that. */
    boolean askNoMore() default false;
}
