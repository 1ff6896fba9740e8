package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.ProfileRules.Broken;
import dev.stationmaster.charging.ProfileRules.Declared;
import dev.stationmaster.charging.ProfileRules.Order;
import dev.stationmaster.charging.ProfileRules.Surroundings;
import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import dev.stationmaster.ocpp.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileRulesTest {
    private static final Abilities ONE_SIX = Abilities.of(Version.V16);
    private static final Abilities TWO = Abilities.of(Version.V201);
    private static final Surroundings ALONE = new Surroundings(List.of(), Set.of("T1"), List.of());
    private static final Declared SILENT = declared(TWO);

    private static Declared declared(Abilities abilities) {
        return new Declared(abilities, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Set.of(), null);
    }

    private static List<String> rules(Profiles profile) {
        return rules(profile, SILENT, ALONE);
    }

    private static List<String> rules(Profiles profile, Declared declared, Surroundings now) {
        return ProfileRules.broken(new Order(profile.evse(), profile.profile(), false), declared, now).stream()
                .map(Broken::rule)
                .map(rule -> rule.split(";")[0])
                .toList();
    }

    private static List<String> remote(Profiles profile) {
        return ProfileRules.broken(new Order(1, profile.profile(), true), SILENT, ALONE).stream()
                .map(Broken::rule)
                .map(rule -> rule.split(";")[0])
                .toList();
    }

    private static Profiles usual() {
        return Profiles.of(Purpose.TX_DEFAULT);
    }

    private static Profiles tx() {
        return Profiles.of(Purpose.TX).relative();
    }

    private static Profiles max() {
        return Profiles.of(Purpose.CHARGING_STATION_MAX);
    }

    private static Surroundings beside(Profiles... installed) {
        return new Surroundings(
                List.of(installed).stream().map(Profiles::installed).toList(), Set.of("T1"), List.of());
    }

    @Test
    void whatKeepsEveryRuleIsSent() {
        assertThat(rules(usual())).isEmpty();
        assertThat(rules(usual().evse(0))).isEmpty();
        assertThat(rules(usual().recurring(Recurrency.DAILY))).isEmpty();
        assertThat(rules(usual().relative())).isEmpty();
        assertThat(rules(tx())).isEmpty();
        assertThat(rules(max())).isEmpty();
        assertThat(remote(tx().transaction(null))).isEmpty();
    }

    @Test
    void aCsmsNeverSetsConstraintsOfOthers() {
        assertThat(rules(Profiles.of(Purpose.EXTERNAL))).containsExactly("K01.FR.22");
    }

    @Test
    void aTransactionsProfileNeedsTheTransactionThatRunsThere() {
        assertThat(rules(tx().transaction(null))).containsExactly("K01.FR.03");
        assertThat(rules(tx().transaction("T2"))).containsExactly("K01.FR.03");
        assertThat(rules(tx().evse(0))).containsExactly("K01.FR.16");
        assertThat(rules(usual().transaction("T1"))).containsExactly("K02.FR.03");
    }

    @Test
    void aRemoteStartTakesATransactionsProfileWithoutTransaction() {
        assertThat(remote(usual())).containsExactly("K05.FR.02");
        assertThat(remote(tx())).containsExactly("F01.FR.11");
    }

    @Test
    void theMaximumOfAStationIsSetOnTheStationAndIsNotRelative() {
        assertThat(rules(max().evse(1))).containsExactly("K04.FR.03");
        assertThat(rules(max().relative())).containsExactly("K01.FR.38");
        assertThat(rules(max().relative(), declared(ONE_SIX), ALONE)).isEmpty();
    }

    @Test
    void aRecurrenceGoesWithRecurringAndOnlyWithIt() {
        assertThat(rules(usual().recurring(null))).containsExactly("recurrencyKind");
        assertThat(rules(usual().kind(Kind.ABSOLUTE, Recurrency.DAILY))).containsExactly("recurrencyKind");
    }

    @Test
    void validityHasAnOrder() {
        assertThat(rules(usual().valid(Profiles.NOON, Profiles.NOON.plusSeconds(1))))
                .isEmpty();
        assertThat(rules(usual().valid(Profiles.NOON, Profiles.NOON))).containsExactly("validTo");
    }

    @Test
    void aStartIsNamedWhereItCountsAndNowhereElse() {
        assertThat(rules(usual().start(null))).containsExactly("K01.FR.40");
        assertThat(rules(usual().recurring(Recurrency.WEEKLY).start(null))).containsExactly("K01.FR.40");
        assertThat(rules(usual().relative().start(Profiles.NOON))).containsExactly("K01.FR.41");
    }

    @Test
    void periodsBeginAtZeroAndRise() {
        assertThat(rules(usual().period(1, "6"))).containsExactly("K01.FR.31");
        assertThat(rules(usual().period(0, "6").period(60, "8").period(60, "10")))
                .containsExactly("K01.FR.35");
        assertThat(rules(usual().period(0, "6").period(60, "8"))).isEmpty();
    }

    @Test
    void limitsHaveOneDecimal() {
        assertThat(rules(usual().period(0, "6.50"))).isEmpty();
        assertThat(rules(usual().period(0, "6.55"))).containsExactly("limit");
        assertThat(rules(usual().minRate("1.25"))).containsExactly("minChargingRate");
    }

    @Test
    void aPhaseIsChosenForOnePhaseOnlyAndWhereTheStationCanSwitch() {
        var able = new Declared(TWO, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Set.of(), true);
        assertThat(rules(usual().period(0, "6", 1, 2), able, ALONE)).isEmpty();
        assertThat(rules(usual().period(0, "6", 3, 2), able, ALONE)).containsExactly("K01.FR.19");
        assertThat(rules(usual().period(0, "6", null, 2), able, ALONE)).containsExactly("K01.FR.19");
        assertThat(rules(usual().period(0, "6", 1, 2))).containsExactly("K01.FR.20");
    }

    @Test
    void theStationsOwnLimitsHold() {
        var told = new Declared(TWO, OptionalInt.of(2), OptionalInt.of(1), OptionalInt.of(1), Set.of(Unit.A), null);
        assertThat(rules(usual().level(2), told, ALONE)).isEmpty();
        assertThat(rules(usual().level(3), told, ALONE)).containsExactly("SmartChargingCtrlr.ProfileStackLevel");
        assertThat(rules(usual().period(0, "6").period(9, "8"), told, ALONE))
                .containsExactly("SmartChargingCtrlr.PeriodsPerSchedule");
        assertThat(rules(usual().unit(Unit.W), told, ALONE)).containsExactly("K01.FR.26");
        assertThat(rules(usual(), told, beside(max().id(7))))
                .containsExactly("SmartChargingCtrlr.Entries[ChargingProfiles]");
        assertThat(rules(usual().id(7), told, beside(max().id(7)))).isEmpty();
    }

    @Test
    void withoutNeedsOfTheCarThereIsOneSchedule() {
        assertThat(rules(usual().schedules(2))).containsExactly("K01.FR.34");
    }

    @Test
    void twoProfilesOfOneStackMustNotOverlapInTwo() {
        var other = usual().id(9);
        assertThat(rules(usual(), SILENT, beside(other))).containsExactly("K01.FR.06");
        assertThat(rules(usual().id(9), SILENT, beside(other))).isEmpty();
        assertThat(rules(usual().level(1), SILENT, beside(other))).isEmpty();
        assertThat(rules(usual().evse(2), SILENT, beside(other))).isEmpty();
        assertThat(rules(
                        usual().valid(Profiles.NOON, null),
                        SILENT,
                        beside(usual().id(9).valid(null, Profiles.NOON))))
                .isEmpty();
        assertThat(rules(usual(), declared(ONE_SIX), beside(other))).isEmpty();
    }

    @Test
    void aDefaultForAllAndOneForAnEvseNeedDifferentLevels() {
        assertThat(rules(usual().evse(0), SILENT, beside(usual().id(9)))).containsExactly("K01.FR.52");
        assertThat(rules(usual(), SILENT, beside(usual().id(9).evse(0)))).containsExactly("K01.FR.53");
    }

    @Test
    void aTransactionHasOneProfileOfALevel() {
        assertThat(rules(tx(), SILENT, beside(tx().id(9)))).containsExactly("K01.FR.39");
        assertThat(rules(tx(), SILENT, beside(tx().id(9).transaction("T0")))).isEmpty();
    }

    @Test
    void aTransactionStaysWithinTheLimitsOfOthers() {
        var schedule = usual().period(0, "10").profile().schedule();
        var limit = new ExternalLimit(
                new dev.stationmaster.station.StationId(1),
                0,
                "EMS",
                true,
                null,
                List.of(schedule),
                Profiles.NOON,
                null);
        var limited = new Surroundings(List.of(), Set.of("T1"), List.of(limit));
        assertThat(rules(tx().period(0, "10"), SILENT, limited)).isEmpty();
        assertThat(rules(tx().period(0, "10.1"), SILENT, limited)).containsExactly("K02.FR.01");
        assertThat(rules(tx().unit(Unit.W).period(0, "11000"), SILENT, limited)).isEmpty();
    }

    @Test
    void severalRulesAreToldAtOnce() {
        assertThat(rules(max().evse(1).relative().period(5, "6.66")))
                .containsExactly("K04.FR.03", "K01.FR.38", "K01.FR.31", "limit");
    }

    @Test
    void clearingSaysWhatIsCleared() {
        var nothing = new ClearChargingProfile(null, null, null, null);
        var both = new ClearChargingProfile(3, 1, null, null);
        var external = new ClearChargingProfile(null, null, Purpose.EXTERNAL, null);
        assertThat(ProfileRules.broken(nothing, ONE_SIX)).isEmpty();
        assertThat(ProfileRules.broken(nothing, TWO)).extracting(Broken::rule).containsExactly("K10.FR.02");
        assertThat(ProfileRules.broken(both, TWO)).extracting(Broken::rule).containsExactly("K10.FR.02");
        assertThat(ProfileRules.broken(both, ONE_SIX)).isEmpty();
        assertThat(ProfileRules.broken(external, TWO)).extracting(Broken::rule).containsExactly("K10.FR.06; K02.FR.07");
    }

    @Test
    void askingNamesIdsOrCriteria() {
        assertThat(ProfileRules.broken(new GetChargingProfiles(1, List.of(), null, null, List.of())))
                .extracting(Broken::rule)
                .containsExactly("K09.FR.03");
        assertThat(ProfileRules.broken(new GetChargingProfiles(1, List.of(4), null, 0, List.of())))
                .hasSize(1);
        assertThat(ProfileRules.broken(new GetChargingProfiles(1, List.of(4), null, null, List.of())))
                .isEmpty();
        assertThat(ProfileRules.broken(new GetChargingProfiles(null, List.of(), null, 0, List.of("CSO"))))
                .isEmpty();
    }

    @Test
    void unitsAreReadInTheWordsOfEveryVersion() {
        assertThat(StationFacts.units(Optional.of("Current,Power"))).containsExactly(Unit.A, Unit.W);
        assertThat(StationFacts.units(Optional.of("A"))).containsExactly(Unit.A);
        assertThat(StationFacts.units(Optional.of("W, A"))).containsExactly(Unit.A, Unit.W);
        assertThat(StationFacts.units(Optional.empty())).isEmpty();
        assertThat(StationFacts.number(Optional.of(" 12 "))).hasValue(12);
        assertThat(StationFacts.number(Optional.of("many"))).isEmpty();
    }

    @Test
    void whatIsBrokenNamesTheFieldThatIsToBlame() {
        Profiles profile = usual().level(9).period(0, "8").period(60, "8.25");
        var declared = new Declared(TWO, OptionalInt.of(3), OptionalInt.empty(), OptionalInt.empty(), Set.of(), null);
        assertThat(ProfileRules.broken(new Order(1, profile.profile(), false), declared, ALONE))
                .extracting(Broken::field)
                .containsExactlyInAnyOrder(
                        "chargingProfile.stackLevel",
                        "chargingProfile.chargingSchedule[0].chargingSchedulePeriod[1].limit");
        assertThat(ProfileRules.broken(new Order(1, max().profile(), false), SILENT, ALONE))
                .extracting(Broken::field)
                .containsExactly("evse");
    }
}
