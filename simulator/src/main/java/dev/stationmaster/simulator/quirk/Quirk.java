package dev.stationmaster.simulator.quirk;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing that real stations of 1.6 do and the standard does not. Those that only 2.x stations can show (Q29, Q45, Q57 to Q59) are not among them. */
public enum Quirk {
    Q1("offers no subprotocol"),
    Q2("offers its version in odd order, with blanks and empty items"),
    Q3("offers a version first that it does not speak"),
    Q4("connects without the header Connection: Upgrade"),
    Q5("doubles the slash in its path and ends it with one"),
    Q6("writes its identity in the other case"),
    Q7("puts its identity into the path twice"),
    Q8("gives an empty user name"),
    Q9("sends its password as hexadecimal digits"),
    Q10("sends its password in Latin-1"),
    Q11("knows TLS 1.2 with one suite, and no SNI"),
    Q12("asks for a certificate that names its identity instead of its serial number"),
    Q13("leaves the old socket open for five seconds when it opens a new one"),
    Q14("vanishes without closing its socket"),
    Q15("answers no pings"),
    Q16("closes when it hears nothing for 110 seconds"),
    Q17("pings every ten minutes only"),
    Q18("connects again without waiting"),
    Q19("sends fragmented frames"),
    Q20("answers three calls of a connection, then none"),
    Q21("numbers its messages from 1 on every connection"),
    Q22("sends every call twice, with the same id"),
    Q23("sends another call before it has the answer"),
    Q24("answers twice"),
    Q25("sends errors without details, in the words of another version"),
    Q26("sends null for an empty payload, and a line break after each frame"),
    Q27("sends stray commas"),
    Q28("sends properties that nobody knows"),
    Q30("drops the connection when BootNotification is answered with an error"),
    Q31("sends no BootNotification after its first"),
    Q32("talks before BootNotification, and takes every answer to it for Accepted"),
    Q33("drops the connection when BootNotification is triggered"),
    Q34("has a serial number and a model that are too long"),
    Q35("takes ten hours for the heartbeat interval, whatever it is told"),
    Q36("repeats StatusNotifications, and sends them without a time"),
    Q37("reports error codes of its own"),
    Q38("is Available before it stops the transaction"),
    Q39("reports what its connector does for connector 0, too"),
    Q40("does not answer when asked for all keys, and knows four at once"),
    Q41("gives all keys whatever it is asked for, and numbers as numbers"),
    Q42("accepts every ChangeConfiguration and changes nothing"),
    Q43("reboots when it is configured quickly"),
    Q44("writes \"True\" and \"A,W\" in its configuration"),
    Q46("sends times without an offset"),
    Q47("lives in 1970 until it is told the time"),
    Q48("drops the connection when our time is not in the Z form, with milliseconds at most"),
    Q49("stops transaction -1"),
    Q50("repeats its last StartTransaction on every new connection"),
    Q51("sends the first MeterValues before StartTransaction"),
    Q52("loses StopTransactions at a restart"),
    Q53("stops without idTag and without reason"),
    Q54("sends Authorize with a connectorId"),
    Q55("rejects remote starts without a connector, or with a tag that is not hexadecimal"),
    Q56("forgets every other StopTransaction, and starts the next one"),
    Q60("sends kilowatt-hours with a decimal comma"),
    Q61("sends readings that count from the begin of the session"),
    Q62("stops with register -1"),
    Q63("starts with register 0"),
    Q64("sends values of phases only, no totals"),
    Q65("invents contexts and units"),
    Q66("sends MeterValues for connector 0 and without a transaction"),
    Q67("sends no MeterValues"),
    Q68("stops a little lower than it measured last"),
    Q69("sends signed data as a value"),
    Q70("takes stack level 0 only"),
    Q71("finds no profile to clear unless it is named by its id"),
    Q72("refuses ChargePointMaxProfiles"),
    Q73("has a fault at 0 A, and raises what is below 6 A"),
    Q74("refuses limits with a fraction"),
    Q75("forgets its charging profiles when it boots"),
    Q76("brings diagnostics by FTP only"),
    Q77("tells fifty times that it is uploading"),
    Q78("fails to download from long addresses and by https"),
    Q79("reads cards from the wrong end, in lower case"),
    Q80("takes local lists, and says that it has version 0");

    private final String says;

    Quirk(String says) {
        this.says = says;
    }

    /** What a station with this quirk does, completing "it …". */
    public String says() {
        return says;
    }

    /**
     * Reads {@code Q1,Q36}; {@code all} is not among the words, because quirks contradict each other.
     *
     * @throws IllegalArgumentException naming what is not known
     */
    public static Set<Quirk> parse(String text) {
        var quirks = EnumSet.noneOf(Quirk.class);
        for (var word : text.split(",")) {
            if (word.isBlank()) {
                continue;
            }
            quirks.add(Arrays.stream(values())
                    .filter(quirk -> quirk.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no quirk " + word.strip())));
        }
        return Collections.unmodifiableSet(quirks);
    }

    /** All of them, one a line. */
    public static String list() {
        return Arrays.stream(values())
                .map(quirk -> "  %-4s %s%n".formatted(quirk, quirk.says))
                .collect(Collectors.joining());
    }
}
