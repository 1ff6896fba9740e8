package dev.stationmaster.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a station may charge, and when: what the profiles of all versions have in common, in the words of 2.x.
 *
 * @param id by which the station knows it, unique at the station; null until one is chosen
 * @param stackLevel the highest that has something to say at a moment counts, per purpose
 * @param recurrency with {@link Kind#RECURRING} only
 * @param transactionId as on the wire; with {@link Purpose#TX} only
 * @param schedules one; 2.x allows up to three to an EV that asked for them (ISO 15118)
 * @see "OCPP 1.6 §3.13; OCPP 2.0.1 part 2, K01"
 */
public record ChargingProfile(
        @Nullable Integer id,
        int stackLevel,
        Purpose purpose,
        Kind kind,
        @Nullable Recurrency recurrency,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable String transactionId,
        List<ChargingSchedule> schedules) {
    public ChargingProfile {
        schedules = List.copyOf(schedules);
    }

    /** What it limits. */
    public enum Purpose {
        /** The station as a whole; 1.6 says ChargePointMaxProfile. */
        CHARGING_STATION_MAX("ChargingStationMaxProfile"),
        /** Each transaction that has no profile of its own. */
        TX_DEFAULT("TxDefaultProfile"),
        /** One transaction. */
        TX("TxProfile"),
        /** Limits from elsewhere: reported by stations, never set (K01.FR.22). */
        EXTERNAL("ChargingStationExternalConstraints"),
        /** Since 2.1. */
        PRIORITY("PriorityCharging"),
        /** Since 2.1. */
        LOCAL_GENERATION("LocalGeneration");

        private static final String OF_1_6 = "ChargePointMaxProfile";

        private final String word;

        Purpose(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** @return null for a word of no version */
        public static @Nullable Purpose of(String word) {
            if (word.equals(OF_1_6)) return CHARGING_STATION_MAX;
            for (Purpose purpose : values()) if (purpose.word.equals(word)) return purpose;
            return null;
        }
    }

    /** What its periods count from. */
    public enum Kind {
        ABSOLUTE,
        RECURRING,
        RELATIVE,
        /** Since 2.1: the limit is brought up to date while it acts. */
        DYNAMIC;

        public String word() {
            return capitalised(this);
        }
    }

    /** How often it begins anew. */
    public enum Recurrency {
        DAILY,
        WEEKLY;

        public String word() {
            return capitalised(this);
        }
    }

    private static String capitalised(Enum<?> value) {
        return value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The one that acts; of several, the EV chooses. */
    public ChargingSchedule schedule() {
        return schedules.getFirst();
    }

    public ChargingProfile withId(int chosen) {
        return new ChargingProfile(
                chosen, stackLevel, purpose, kind, recurrency, validFrom, validTo, transactionId, schedules);
    }

    public ChargingProfile forTransaction(@Nullable String wireId) {
        return new ChargingProfile(id, stackLevel, purpose, kind, recurrency, validFrom, validTo, wireId, schedules);
    }
}
