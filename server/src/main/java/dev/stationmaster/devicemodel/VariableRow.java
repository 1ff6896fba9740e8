package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of one variable as it is stored; null where nothing was told, which leaves what is known.
 *
 * @param reportedAt when we got it
 * @param origin how we know, and who brought it about
 */
record VariableRow(
        StationId station,
        Variable variable,
        String attribute,
        @Nullable String value,
        @Nullable String mutability,
        @Nullable Characteristics characteristics,
        @Nullable Boolean persistent,
        @Nullable Boolean constant,
        Instant reportedAt,
        Origin origin)
        implements Fact<Void> {
    static VariableRow of(StationId station, VariableValue told, Instant at, Origin origin) {
        return new VariableRow(
                station,
                told.variable(),
                told.attribute(),
                storable(told.variable(), told.value(), told.mutability()),
                told.mutability(),
                null,
                null,
                null,
                at,
                origin);
    }

    static List<VariableRow> of(StationId station, ReportedVariable told, Instant at) {
        List<VariableRow> rows = new ArrayList<>();
        for (ReportedVariable.Attribute attribute : told.attributes()) {
            rows.add(new VariableRow(
                    station,
                    told.variable(),
                    attribute.type(),
                    storable(told.variable(), attribute.value(), attribute.mutability()),
                    attribute.mutability(),
                    told.characteristics(),
                    attribute.persistent(),
                    attribute.constant(),
                    at,
                    Origin.REPORT));
        }
        return rows;
    }

    /** What may only be written is a secret, whatever a station says when it is asked. */
    private static @Nullable String storable(Variable variable, @Nullable String value, @Nullable String mutability) {
        return "WriteOnly".equals(mutability) || Secrets.isSecret(variable.name()) ? null : value;
    }

    /** report, get, set or event. */
    String source() {
        return origin.source();
    }

    String key() {
        return station.key() + " " + variable.key() + " " + attribute;
    }
}
