package dev.stationmaster.simulator.journal;

import dev.stationmaster.simulator.wire.Frame;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an answered entry of a journal says, typed. */
public sealed interface Fact {
    /** The entry it was read from. */
    Entry entry();

    /**
     * StartTransaction of 1.6.
     *
     * @param transactionId as answered by the server
     * @param verdict       status of the answered idTagInfo
     */
    record Start(
            Entry entry,
            int connector,
            String idTag,
            Instant timestamp,
            long meterStartWh,
            int transactionId,
            String verdict)
            implements Fact {
        static Start of(Entry entry) {
            var said = json(entry.payload());
            var answer = json(entry.answer());
            return new Start(
                    entry,
                    said.path("connectorId").asInt(-1),
                    said.path("idTag").asString(""),
                    time(said.path("timestamp")),
                    said.path("meterStart").asLong(-1),
                    answer.path("transactionId").asInt(-1),
                    answer.path("idTagInfo").path("status").asString(""));
        }
    }

    /** StopTransaction of 1.6; {@code reason} is empty when absent, which means Local. */
    record Stop(Entry entry, int transactionId, Instant timestamp, long meterStopWh, String reason) implements Fact {
        static Stop of(Entry entry) {
            var said = json(entry.payload());
            return new Stop(
                    entry,
                    said.path("transactionId").asInt(-1),
                    time(said.path("timestamp")),
                    said.path("meterStop").asLong(-1),
                    said.path("reason").asString(""));
        }
    }

    /**
     * One sampled value.
     *
     * @param value as written on the wire
     * @param phase empty for the overall value
     */
    record Sample(String measurand, String phase, String context, String value, String unit) {}

    /** The samples taken at one moment. */
    record SampleList(Instant timestamp, List<Sample> samples) {
        /** The overall energy import register in Wh; null when not among the samples. */
        public @Nullable BigDecimal energyWh() {
            return samples.stream()
                    .filter(sample ->
                            sample.measurand.equals("Energy.Active.Import.Register") && sample.phase.isEmpty())
                    .map(sample -> new BigDecimal(sample.value)
                            .movePointRight(sample.unit.equals("kWh") ? 3 : 0)
                            .stripTrailingZeros())
                    .findFirst()
                    .orElse(null);
        }

        static List<SampleList> of(JsonNode meterValue) {
            var lists = new ArrayList<SampleList>();
            for (var at : meterValue) {
                var samples = new ArrayList<Sample>();
                for (var value : at.path("sampledValue")) {
                    var unit = value.path("unitOfMeasure")
                            .path("unit")
                            .asString(value.path("unit").asString(""));
                    samples.add(new Sample(
                            value.path("measurand").asString("Energy.Active.Import.Register"),
                            value.path("phase").asString(""),
                            value.path("context").asString("Sample.Periodic"),
                            value.path("value").asString(""),
                            unit));
                }
                lists.add(new SampleList(time(at.path("timestamp")), samples));
            }
            return lists;
        }
    }

    /**
     * A MeterValues message.
     *
     * @param connector     connectorId of 1.6, evseId of 2.x
     * @param transactionId of 1.6; null when absent, and always in 2.x
     */
    record Readings(Entry entry, int connector, @Nullable Integer transactionId, List<SampleList> samples)
            implements Fact {
        static Readings of(Entry entry) {
            var said = json(entry.payload());
            return new Readings(
                    entry,
                    said.path("connectorId").asInt(said.path("evseId").asInt(-1)),
                    said.has("transactionId") ? said.path("transactionId").asInt(-1) : null,
                    SampleList.of(said.path("meterValue")));
        }
    }

    /**
     * A TransactionEvent of 2.x.
     *
     * @param eventType     Started, Updated or Ended
     * @param verdict       status of the answered idTokenInfo; empty when there was none
     * @param contentSha256 hexadecimal, over the payload text as sent
     */
    record Event(
            Entry entry,
            String transactionId,
            int seqNo,
            String eventType,
            String triggerReason,
            Instant timestamp,
            boolean offline,
            int evse,
            String idToken,
            String stoppedReason,
            List<SampleList> samples,
            String verdict,
            String contentSha256)
            implements Fact {
        static Event of(Entry entry) {
            var said = json(entry.payload());
            var transaction = said.path("transactionInfo");
            return new Event(
                    entry,
                    transaction.path("transactionId").asString(""),
                    said.path("seqNo").asInt(-1),
                    said.path("eventType").asString(""),
                    said.path("triggerReason").asString(""),
                    time(said.path("timestamp")),
                    said.path("offline").asBoolean(false),
                    said.path("evse").path("id").asInt(-1),
                    said.path("idToken").path("idToken").asString(""),
                    transaction.path("stoppedReason").asString(""),
                    SampleList.of(said.path("meterValue")),
                    json(entry.answer()).path("idTokenInfo").path("status").asString(""),
                    sha256(entry.payload()));
        }
    }

    /** A StatusNotification; {@code evse} is 0 in 1.6, where {@code connector} says it all. */
    record Status(Entry entry, int evse, int connector, String status, String errorCode, Instant timestamp)
            implements Fact {
        static Status of(Entry entry) {
            var said = json(entry.payload());
            return new Status(
                    entry,
                    said.path("evseId").asInt(0),
                    said.path("connectorId").asInt(-1),
                    said.path("status").asString(said.path("connectorStatus").asString("")),
                    said.path("errorCode").asString(""),
                    time(said.path("timestamp")));
        }
    }

    /** A BootNotification and its verdict. */
    record Boot(Entry entry, String verdict, int intervalSeconds) implements Fact {
        static Boot of(Entry entry) {
            var answer = json(entry.answer());
            return new Boot(
                    entry,
                    answer.path("status").asString(""),
                    answer.path("interval").asInt(0));
        }
    }

    private static JsonNode json(String text) {
        return Frame.Trees.JSON.readTree(text);
    }

    private static Instant time(JsonNode text) {
        var value = text.asString("");
        return value.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(value).toInstant();
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException neverOnAJdk) {
            throw new IllegalStateException(neverOnAJdk);
        }
    }
}
