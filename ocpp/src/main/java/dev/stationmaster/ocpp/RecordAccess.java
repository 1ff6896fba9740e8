package dev.stationmaster.ocpp;

import org.jspecify.annotations.Nullable;

/** Generated: records of one family by type number, without reflection. */
interface RecordAccess {
    /** @param values in component order */
    Object make(int type, @Nullable Object[] values);

    /** The components in order. */
    @Nullable
    Object[] take(int type, Object value);
}
