package dev.stationmaster.metering;

import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads what meters said. Writing is a {@link ReadingFact} in a commit. */
@Service
public class Readings {
    private final ReadingStore store;

    Readings(ReadingStore store, DayPartitions days) {
        days.keep(DayPartitioned.forEver("meter_reading"));
        this.store = store;
    }

    /**
     * A page of the readings of a transaction, or of an EVSE outside transactions.
     *
     * @param day under which they are stored
     * @param after the last one of the page before; null for the first page
     */
    public List<StoredReading> list(
            LocalDate day, long subjectId, boolean newestFirst, @Nullable StoredReading after, int limit) {
        return store.list(day, subjectId, subjectId, newestFirst, after, limit);
    }

    /** As few readings as can make the {@link EnergyAccount} of each subject again, and its latest values; in no order. */
    public void turningPoints(Collection<LocalDate> days, Collection<Long> subjects, Consumer<StoredReading> each) {
        if (!subjects.isEmpty()) store.turningPoints(days, subjects, each);
    }
}
