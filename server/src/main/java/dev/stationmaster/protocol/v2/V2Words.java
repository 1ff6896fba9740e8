package dev.stationmaster.protocol.v2;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.metering.SignedValue;
import dev.stationmaster.ocpp.v2.IdTokenInfo;
import dev.stationmaster.ocpp.v2.MessageContent;
import dev.stationmaster.ocpp.v2.MeterValue;
import dev.stationmaster.ocpp.v2.SampledValue;
import dev.stationmaster.ocpp.v2.SignedMeterValue;
import dev.stationmaster.ocpp.v2.UnitOfMeasure;
import dev.stationmaster.tariff.TariffText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that several messages of 2.x share. */
final class V2Words {
    /** In 2.0.1; 2.1 takes more. */
    private static final int LONGEST_MESSAGE = 512;

    private V2Words() {}

    static IdToken token(dev.stationmaster.ocpp.v2.IdToken idToken) {
        return new IdToken(idToken.idToken(), idToken.type());
    }

    /**
     * A verdict; the group goes with it, of type Central (C01.FR.06, C09.FR.09, C09.FR.12, C09.FR.13), and the driver's language (C01.FR.17) but never
     * a second one (C01.FR.10, C01.FR.11). A token that may charge everywhere comes without EVSEs (C01.FR.19).
     */
    static IdTokenInfo idTokenInfo(Verdict verdict) {
        return idTokenInfo(verdict, null);
    }

    /** The same with the tariff as the driver reads it (I01.FR.02). */
    static IdTokenInfo idTokenInfo(Verdict verdict, @Nullable TariffText tariff) {
        String status =
                switch (verdict.status()) {
                    case ACCEPTED -> "Accepted";
                    case BLOCKED -> "Blocked";
                    case EXPIRED -> "Expired";
                    case INVALID -> "Invalid";
                    case UNKNOWN -> "Unknown";
                    case CONCURRENT -> "ConcurrentTx";
                    case NO_CREDIT -> "NoCredit";
                    case WRONG_EVSE_TYPE -> "NotAllowedTypeEVSE";
                    case WRONG_LOCATION -> "NotAtThisLocation";
                    case WRONG_TIME -> "NotAtThisTime";
                };
        Verdict.Driver driver = verdict.driver();
        IdTokenInfo.Builder info = IdTokenInfo.builder()
                .status(status)
                .cacheExpiryDateTime(verdict.cacheUntil())
                .language1(driver == null ? null : driver.language())
                .evseId(verdict.evses().isEmpty() ? null : verdict.evses())
                .personalMessage(message(driver, tariff));
        String group = verdict.group();
        if (group != null) info.groupIdToken(new dev.stationmaster.ocpp.v2.IdToken(group, "Central", null, null));
        return info.build();
    }

    /** What is meant for this driver, then the tariff; the tariff alone where both are too long for one message. */
    private static @Nullable MessageContent message(Verdict.@Nullable Driver driver, @Nullable TariffText tariff) {
        String own = driver == null ? null : driver.message();
        if (own == null) return tariff == null ? null : message(tariff);
        if (tariff == null) return new MessageContent("UTF8", own, driver.language(), null);
        String both = own + "\n" + tariff.content();
        return both.length() > LONGEST_MESSAGE
                ? message(tariff)
                : new MessageContent("UTF8", both, tariff.language(), null);
    }

    static MessageContent message(TariffText text) {
        return new MessageContent("UTF8", text.content(), text.language(), null);
    }

    /** The readings of a message; null is none. */
    static List<MeterReading> readings(@Nullable List<MeterValue> values) {
        if (values == null) return List.of();
        return values.stream()
                .flatMap(
                        value -> Samples.readings(
                                value.timestamp(),
                                value.sampledValue().stream()
                                        .map(V2Words::sample)
                                        .toList())
                                .stream())
                .toList();
    }

    private static Sample sample(SampledValue sampled) {
        UnitOfMeasure unit = sampled.unitOfMeasure();
        Integer multiplier = unit == null ? null : unit.multiplier();
        SignedMeterValue signed = sampled.signedMeterValue();
        return new Sample(
                sampled.value().toPlainString(),
                sampled.measurand(),
                sampled.context(),
                sampled.phase(),
                sampled.location(),
                unit == null ? null : unit.unit(),
                multiplier == null ? 0 : multiplier,
                signed == null
                        ? null
                        : new SignedValue(
                                signed.signedMeterData(),
                                signed.signingMethod(),
                                signed.encodingMethod(),
                                signed.publicKey()));
    }
}
