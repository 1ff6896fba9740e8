package dev.stationmaster.ocpp.codegen;

import java.util.List;
import java.util.Optional;

/** An object type of one version, closed to unknown properties. */
record TypeDef(String name, List<Property> properties) {
    record Property(String name, ValueDef value, boolean required) {}

    Optional<Property> property(String wanted) {
        return properties.stream().filter(p -> p.name().equals(wanted)).findFirst();
    }
}
