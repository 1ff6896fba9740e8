package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfiles;
import dev.stationmaster.station.StationId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Profiles that commands may name, and the ids under which stations get them. */
@Component
class KnownProfiles implements ChargingProfiles {
    private final LibraryStore library;
    private final InstalledStore installed;

    KnownProfiles(LibraryStore library, InstalledStore installed) {
        this.library = library;
        this.installed = installed;
    }

    @Override
    public Optional<ChargingProfile> stored(String idOrName) {
        Optional<StoredProfile> byId = uuid(idOrName).flatMap(library::find);
        return byId.or(() -> library.find(idOrName)).map(StoredProfile::profile);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What stands in the same place is replaced, not doubled. */
    @Override
    public int idFor(StationId station, int evse, ChargingProfile profile) {
        return inPlace(station, evse, profile).orElseGet(() -> installed.nextId(station));
    }

    /** The id of our profile that stands where this one is to stand. */
    Optional<Integer> inPlace(StationId station, int evse, ChargingProfile profile) {
        return installed.of(station).stream()
                .filter(one -> one.source().equals(InstalledProfile.OURS))
                .filter(one -> one.evse() == evse
                        && one.profile().purpose() == profile.purpose()
                        && one.profile().stackLevel() == profile.stackLevel()
                        && sameTransaction(one.profile(), profile))
                .map(InstalledProfile::id)
                .findFirst();
    }

    private static boolean sameTransaction(ChargingProfile one, ChargingProfile other) {
        if (one.purpose() != Purpose.TX) return true;
        return one.transactionId() != null && Objects.equals(one.transactionId(), other.transactionId());
    }
}
