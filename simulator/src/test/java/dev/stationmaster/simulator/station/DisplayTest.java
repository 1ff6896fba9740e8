package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final Scene scene =
            new Scene(Version.OCPP201, config -> config.withPassword(1, "0123456789abcdef")).running();
    private final FakeCsms csms = scene.csms;

    @AfterEach
    void close() {
        scene.close();
    }

    private String set(int id, String priority, String more) {
        return csms.askStatus("SetDisplayMessage", """
                {"message":{"id":%d,"priority":"%s","message":{"format":"UTF8","content":"Hello %d"}%s}}""".formatted(id, priority, id, more));
    }

    @Test
    void messagesAreKeptReportedInPartsAndTakenAway() {
        assertThat(csms.askStatus("GetDisplayMessages", "{\"requestId\":1}")).isEqualTo("Unknown");
        assertThat(set(1, "NormalCycle", "")).isEqualTo("Accepted");
        assertThat(set(2, "InFront", "")).isEqualTo("Accepted");
        assertThat(set(3, "NormalCycle", ",\"state\":\"Idle\"")).isEqualTo("Accepted");
        assertThat(csms.askStatus("GetDisplayMessages", "{\"requestId\":2}")).isEqualTo("Accepted");
        assertThat(csms.await("NotifyDisplayMessages", 1).path("tbc").asBoolean())
                .isTrue();
        var last = csms.await("NotifyDisplayMessages", 2);
        assertThat(last.path("requestId").asInt()).isEqualTo(2);
        assertThat(last.path("tbc").asBoolean()).isFalse();
        assertThat(last.path("messageInfo").get(0).path("id").asInt()).isEqualTo(3);
        assertThat(csms.askStatus("ClearDisplayMessage", "{\"id\":2}")).isEqualTo("Accepted");
        assertThat(csms.askStatus("ClearDisplayMessage", "{\"id\":2}")).isEqualTo("Unknown");
        assertThat(csms.askStatus("GetDisplayMessages", "{\"requestId\":3,\"priority\":\"InFront\"}"))
                .isEqualTo("Unknown");
    }

    @Test
    void whatCannotBeShownIsRefused() {
        assertThat(
                        csms.askStatus(
                                "SetDisplayMessage",
                                "{\"message\":{\"id\":1,\"priority\":\"InFront\",\"message\":{\"format\":\"HTML\",\"content\":\"x\"}}}"))
                .isEqualTo("NotSupportedMessageFormat");
        assertThat(set(1, "InFront", ",\"transactionId\":\"nowhere\"")).isEqualTo("UnknownTransaction");
        assertThat(set(1, "AlwaysFront", "")).isEqualTo("Accepted");
        assertThat(set(2, "AlwaysFront", "")).isEqualTo("Accepted");
        assertThat(csms.askStatus("ClearDisplayMessage", "{\"id\":1}")).isEqualTo("Unknown");
    }

    @Test
    void aMessageOfATransactionGoesWithIt() {
        scene.station.plug(1, Car.compact(0.3));
        scene.station.present(1, Token.card("04A1B2C3")).join();
        var id = csms.await("TransactionEvent", 3)
                .path("transactionInfo")
                .path("transactionId")
                .asString();
        scene.settle();
        assertThat(set(1, "InFront", ",\"transactionId\":\"" + id + "\"")).isEqualTo("Accepted");
        assertThat(csms.askResult("CostUpdated", "{\"totalCost\":1.23,\"transactionId\":\"" + id + "\"}")
                        .isEmpty())
                .isTrue();
        assertThat(csms.askStatus("RequestStopTransaction", "{\"transactionId\":\"" + id + "\"}"))
                .isEqualTo("Accepted");
        scene.station.unplug(1);
        scene.settle();
        scene.time.advance(Duration.ofSeconds(1));
        csms.await("TransactionEvent", 4);
        assertThat(csms.askStatus("GetDisplayMessages", "{\"requestId\":1}")).isEqualTo("Unknown");
    }
}
