package dev.stationmaster.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningReaderTest {
    @Test
    void theExampleOfTheManualIsRead() {
        var file = read("""
                settings: {unknownStations: pending, validation: strict, heartbeatIntervalSeconds: 600}
                site: {name: Home, timeZone: Europe/Berlin, currency: EUR}
                apiTokens: [{name: lab, role: admin, token: "0123456789abcdef0123456789abcdef"}]
                stations:
                  - {id: CP-1, securityProfile: 1, password: "0123456789abcdef", serialNumber: "S-1", boot: pending, versions: [ocpp1.6, ocpp2.1]}
                  - {id: "LOAD-{n:5}", count: 3, securityProfile: 0}
                tokens:
                  - {idToken: "04A1B2C3", type: ISO14443, status: blocked, validUntil: 2027-01-01T00:00:00Z, group: FLEET, maxConcurrent: 1}
                  - {idToken: "{n:8}", type: ISO14443, count: 2}
                  - {idToken: 00000700}
                """);

        assertThat(file.settings()).containsEntry("heartbeatIntervalSeconds", "600");
        assertThat(file.stations().getLast().forms())
                .extracting(StationForm::id)
                .containsExactly("LOAD-00001", "LOAD-00002", "LOAD-00003");
        assertThat(file.tokens())
                .flatExtracting(Entry::forms)
                .extracting(TokenForm::idToken)
                .containsExactly("04A1B2C3", "00000001", "00000002", "00000700");
        assertThat(file.tokens().getFirst().forms().getFirst().validUntil()).isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void jsonIsReadToo() {
        var file = read("""
                {"stations": [
                \t{"id": "CP|1 %20", "securityProfile": 0}
                ]}
                """);

        assertThat(file.stations().getFirst().forms().getFirst().id()).isEqualTo("CP|1 %20");
    }

    @Test
    void anEmptyFileIsRight() {
        assertThat(read("# nothing yet\n").stations()).isEmpty();
    }

    @Test
    void everyMistakeIsToldWithItsLineAndField() {
        assertThat(problems("""
                settings: {validation: lax}
                stations:
                  - {id: CP-1, securityProfile: 7,
                     password: short}
                  - id: CP-2
                    securityprofile: 0
                  - {id: cp-1, securityProfile: 0}
                  - {id: "X-{n}", securityProfile: 0}
                  - {id: X, count: 5, securityProfile: 0}
                  - {id: Y, securityProfile: two}
                tokens:
                  - {idToken: "1", status: sold, validUntil: tomorrow}
                apiTokens:
                  - {name: lab, role: root, token: short}
                """))
                .extracting(FieldProblem::line, FieldProblem::field)
                .contains(
                        tuple(1, "settings.validation"),
                        tuple(3, "stations[0].securityProfile"),
                        tuple(4, "stations[0].password"),
                        tuple(6, "stations[1].securityprofile"),
                        tuple(5, "stations[1].password"),
                        tuple(7, "stations[2].id"),
                        tuple(8, "stations[3].count"),
                        tuple(9, "stations[4].id"),
                        tuple(10, "stations[5].securityProfile"),
                        tuple(12, "tokens[0].status"),
                        tuple(12, "tokens[0].validUntil"),
                        tuple(14, "apiTokens[0].role"),
                        tuple(14, "apiTokens[0].token"));
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThat(problems("site: {name: Home}\nstations: [\n  {id: CP-1\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isGreaterThan(1));
        assertThat(problems("- a\n- b\n")).extracting(FieldProblem::line).containsExactly(1);
    }

    @Test
    void noMessageHoldsASecret() {
        assertThat(problems("stations: [{id: CP-1, password: \"hunter2\"}]").toString())
                .doesNotContain("hunter2");
    }

    @Test
    void layoutAndOrderOfKeysMakeNoOtherEntry() {
        var one = read("stations: [{id: CP-1, securityProfile: 0, versions: [ocpp1.6]}]");
        var same = read("""
                stations:
                  - versions:   # the old one
                      - "ocpp1.6"
                    securityProfile: 0
                    id: 'CP-1'
                """);
        var other = read("stations: [{id: CP-1, securityProfile: 0, versions: [ocpp2.1]}]");

        assertThat(same.stations().getFirst().content())
                .isEqualTo(one.stations().getFirst().content());
        assertThat(other.stations().getFirst().content())
                .isNotEqualTo(one.stations().getFirst().content());
    }

    private static Provisioning read(String text) {
        return ProvisioningReader.read(text, StationRules::check);
    }

    private static List<FieldProblem> problems(String text) {
        return catchThrowableOfType(ProvisioningRefused.class, () -> read(text)).problems();
    }
}
