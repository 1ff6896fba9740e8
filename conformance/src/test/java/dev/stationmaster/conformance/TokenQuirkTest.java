package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp16.authorize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Quirk;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cards whose numbers are not read by the book: the case does not matter, everything else is another card, and the reason is shown. */
@ExtendWith(CsmsUnderTest.class)
class TokenQuirkTest {
    @Quirk("Q79")
    void theCaseOfACardsNumberDoesNotMatter(Lab lab) {
        String card = card(lab);
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), card.toLowerCase())).isEqualTo("Accepted");
        }
    }

    @Quirk("Q79")
    void anotherSpellingOfACardIsNoCardOfOursAndTheReasonTellsWhatItSeemsToBe(Lab lab) {
        String card = card(lab);
        try (var play = lab.booted16()) {
            assertRefused(lab, play, reversed(card), "reverse");
            assertRefused(lab, play, card.substring(1), "leading zero");
            assertRefused(lab, play, card.substring(0, 12), "cut");
            assertRefused(lab, play, "RFID_" + card, "prefix");
        }
    }

    private static void assertRefused(Lab lab, Lab.Play play, String shown, String reason) {
        assertThat(authorize(play.station(), shown)).isEqualTo("Invalid");
        String path = "/authorizations?station=" + play.identity() + "&idToken=" + shown;
        String rule = lab.operator()
                .await(path, page -> !page.get("items").isEmpty())
                .get("items")
                .get(0)
                .get("rule")
                .asString();
        assertThat(rule).contains(reason);
    }

    /** A card of seven bytes, the first of them below 16. */
    private static String card(Lab lab) {
        String card =
                "%014X".formatted(ThreadLocalRandom.current().nextLong(0x01_0000_0000_0000L, 0x0F_FFFF_FFFF_FFFFL));
        assertThat(lab.operator()
                        .send(
                                "POST",
                                "/tokens",
                                "{\"idToken\":\"" + card + "\",\"type\":\"ISO14443\",\"status\":\"accepted\"}")
                        .status())
                .isEqualTo(201);
        return card;
    }

    private static String reversed(String card) {
        StringBuilder reversed = new StringBuilder();
        for (int i = card.length() - 2; i >= 0; i -= 2) reversed.append(card, i, i + 2);
        return reversed.toString();
    }
}
