package dev.stationmaster.siteplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void aPngAndAJpegAreToldByTheirBytes() {
        var png = Picture.of(png(800, 600));
        assertThat(png.mediaType()).isEqualTo("image/png");
        assertThat(png.width()).isEqualTo(800);
        byte[] jpeg = {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) 0xE0,
            0,
            4,
            1,
            2,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xC2,
            0,
            17,
            8,
            2,
            0x58,
            3,
            0x20,
            3,
            1,
            0x22,
            0
        };
        var photo = Picture.of(jpeg);
        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        assertThat(photo.width() + "x" + photo.height()).isEqualTo("800x600");
    }

    @Test
    void whatCouldHoldScriptsIsRefused() {
        refused("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "scripts");
        refused("\uFEFF \n<?xml version=\"1.0\"?><svg/>", "scripts");
        refused("<html><script>alert(1)</script>", "scripts");
        refused("GIF89a and more", "neither PNG nor JPEG");
        refused("", "neither PNG nor JPEG");
    }

    @Test
    void whatNoBrowserCouldShowIsRefused() {
        assertThatThrownBy(() -> Picture.of(png(20_000, 600))).hasMessageContaining("12,000 pixels");
        assertThatThrownBy(() -> Picture.of(png(0, 600))).hasMessageContaining("12,000 pixels");
        assertThatThrownBy(() -> Picture.of(new byte[Picture.MOST_BYTES + 1])).hasMessageContaining("8 MiB");
    }

    private static void refused(String text, String why) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Picture.of(bytes)).as(text).hasMessageContaining(why);
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(40)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .array();
    }
}
