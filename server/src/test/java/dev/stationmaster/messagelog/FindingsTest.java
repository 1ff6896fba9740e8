package dev.stationmaster.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final StationId STATION = new StationId(1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Exchange odd(String path, Instant at) {
        var finding = new Violation(path, "additionalProperties", "is not in the schema", ErrorCode.PROTOCOL_ERROR);
        return Exchanges.with(Exchanges.heartbeat(STATION, at), Outcome.ANSWERED, List.of(), List.of(finding));
    }

    @Test
    void elementsOfAListAreOnePlaceAndTheTimesAreTheFirstAndTheLast() {
        var findings = new Findings(new FindingPlaces());
        findings.add(odd("/list/1/x", NOON));
        findings.add(odd("/list/20/x", NOON.minusSeconds(60)));
        assertThat(findings.all()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("/list/*/x");
            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.first()).isEqualTo(NOON.minusSeconds(60));
            assertThat(finding.last()).isEqualTo(NOON);
        });
    }

    @Test
    void aStationThatInventsEndlessOdditiesFillsNoTable() {
        var findings = new Findings(new FindingPlaces());
        for (int i = 0; i < 10_000; i++) findings.add(odd("/invented" + i, NOON));
        assertThat(findings.all()).hasSizeLessThan(500);
        assertThat(findings.all().stream().mapToLong(Findings.Finding::count).sum())
                .isEqualTo(10_000);
        assertThat(findings.all()).anyMatch(finding -> finding.path().equals(FindingPlaces.ELSEWHERE));
    }

    @Test
    void whatIsEndlessOrHoldsANulIsMadeFitForTheTable() {
        var findings = new Findings(new FindingPlaces());
        findings.add(odd("/a\0b" + "x".repeat(5000), NOON));
        assertThat(findings.all())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.path()).hasSizeLessThanOrEqualTo(300).doesNotContain("\0"));
    }
}
