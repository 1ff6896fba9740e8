package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, L03 and L04: firmware that a local controller offers. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201PublishFirmwareTest {
    private static final String LOCATION = "https://files.example.com/firmware-2.0.0.bin";
    private static final String CHECKSUM = "0123456789abcdef0123456789abcdef";

    @OcaCase("TC_L_17")
    void published(Lab lab) {
        try (var play = lab.booted201()) {
            published(play);
        }
    }

    private static void published(Lab.Play play) {
        int requestId = publish(play);
        says(play, requestId, "", "Downloading", "Downloaded", "ChecksumVerified");
        says(play, requestId, ",\"location\":[\"http://10.0.0.1/fw.bin\",\"ftp://10.0.0.1/fw.bin\"]", "Published");
        JsonNode job = job(play);
        assertThat(job.get("state").asString()).isEqualTo("done");
        assertThat(job.get("published").get(1).asString()).isEqualTo("ftp://10.0.0.1/fw.bin");
    }

    @OcaCase("TC_L_19")
    void theChecksumIsWrong(Lab lab) {
        fails(lab, "Downloading", "Downloaded", "InvalidChecksum");
    }

    @OcaCase("TC_L_20")
    void publishingFails(Lab lab) {
        fails(lab, "Downloading", "Downloaded", "ChecksumVerified", "PublishFailed");
    }

    @OcaCase("TC_L_24")
    void theDownloadFails(Lab lab) {
        fails(lab, "Downloading", "DownloadFailed");
    }

    private static void fails(Lab lab, String... statuses) {
        try (var play = lab.booted201()) {
            says(play, publish(play), "", statuses);
            JsonNode job = job(play);
            assertThat(job.get("state").asString()).isEqualTo("failed");
            assertThat(job.get("status").asString()).isEqualTo(statuses[statuses.length - 1]);
        }
    }

    @OcaCase("TC_L_21")
    void unpublished(Lab lab) {
        try (var play = lab.booted201()) {
            published(play);
            unpublish(play, "Unpublished");
            assertThat(job(play).has("unpublishedAt")).isTrue();
        }
    }

    @OcaCase("TC_L_22")
    void nothingToUnpublish(Lab lab) {
        try (var play = lab.booted201()) {
            unpublish(play, "NoFirmware");
        }
    }

    @OcaCase("TC_L_23")
    void unpublishWhileSomebodyDownloads(Lab lab) {
        try (var play = lab.booted201()) {
            published(play);
            unpublish(play, "DownloadOngoing");
            JsonNode job = job(play);
            assertThat(job.has("published")).isTrue();
            assertThat(job.has("unpublishedAt")).isFalse();
        }
    }

    private static void unpublish(Lab.Play play, String answer) {
        var asked = play.command("""
                {"type":"UnpublishFirmware","checksum":"%s"}""".formatted(CHECKSUM));
        CallFromCsms call = play.station().expect("UnpublishFirmware");
        assertThat(call.payload().get("checksum").asString()).isEqualTo(CHECKSUM);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
    }

    private static int publish(Lab.Play play) {
        var asked = play.command("""
                {"type":"PublishFirmware","location":"%s","checksum":"%s"}""".formatted(LOCATION, CHECKSUM));
        CallFromCsms call = play.station().expect("PublishFirmware");
        assertThat(call.payload().get("location").asString()).isEqualTo(LOCATION);
        assertThat(call.payload().get("checksum").asString()).isEqualTo(CHECKSUM);
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("requestId").asInt();
    }

    private static void says(Lab.Play play, int requestId, String more, String... statuses) {
        for (String status : statuses) {
            JsonNode answer = play.station()
                    .call(
                            "PublishFirmwareStatusNotification",
                            "{\"status\":\"" + status + "\",\"requestId\":" + requestId + more + "}");
            assertThat(answer.isEmpty()).isTrue();
        }
    }

    private static JsonNode job(Lab.Play play) {
        return play.shown("/firmware-jobs").get("items").get(0);
    }
}
