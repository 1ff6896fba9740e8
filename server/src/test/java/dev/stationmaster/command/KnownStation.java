package dev.stationmaster.command;

import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A station as an encoder sees it; request ids count from 1. */
public final class KnownStation implements CommandEncoder.Context {
    private final Version version;
    private final Map<String, Integer> limits = new HashMap<>();
    private boolean force;
    private int ids;

    public KnownStation(Version version) {
        this.version = version;
    }

    public KnownStation taking(Variable limit, int most) {
        limits.put(limit.key(), most);
        return this;
    }

    public KnownStation forced() {
        force = true;
        return this;
    }

    @Override
    public Version version() {
        return version;
    }

    @Override
    public boolean force() {
        return force;
    }

    @Override
    public int nextRequestId() {
        return ++ids;
    }

    @Override
    public OptionalInt limit(Variable variable) {
        Integer limit = limits.get(variable.key());
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }
}
