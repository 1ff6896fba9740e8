package dev.stationmaster.diagnostics;

import dev.stationmaster.ledger.Ledger;
import java.util.List;
import org.springframework.stereotype.Service;

/** Takes what stations tell about themselves; everything is durable when a method returns. */
@Service
public class DiagnosticsService {
    private final Ledger ledger;

    DiagnosticsService(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Events of one message; a repeat adds nothing. */
    public void events(List<DeviceEvent> events) {
        ledger.commit(events);
    }

    /** A message that is kept as it came; the same message again adds nothing. */
    public void notice(StationNotice notice) {
        ledger.commit(notice);
    }
}
