package dev.stationmaster.locallist;

import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.StationCommand.SendLocalList;
import java.util.List;

/**
 * One SendLocalList.
 *
 * @param full whether it replaces the list; else it adds, changes and removes
 */
record ListUpdate(int version, boolean full, List<LocalListEntry> entries) {
    ListUpdate {
        entries = List.copyOf(entries);
    }

    static ListUpdate of(int version, SendLocalList send) {
        return new ListUpdate(version, send.updateType().equals("Full"), send.entries());
    }

    SendLocalList command() {
        return new SendLocalList(version, full ? "Full" : "Differential", entries);
    }
}
