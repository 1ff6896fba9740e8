package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=\"x-y-4711-0815\"";

    /** What was found in a body. */
    private record Found(boolean any, @Nullable String name, byte[] bytes) {}

    private static Found read(byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        var name = new @Nullable String[1];
        boolean any = MultipartBody.of(TYPE, new ByteArrayInputStream(body))
                .orElseThrow()
                .copyFile(given -> {
                    name[0] = given;
                    return out;
                });
        return new Found(any, name[0], out.toByteArray());
    }

    private static byte[] body(byte[] file) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes("""
                --x-y-4711-0815\r
                Content-Disposition: form-data; name="title"\r
                \r
                not the file\r
                --x-y-4711-0815\r
                Content-Disposition: form-data; name="file"; filename="diag 1.zip"\r
                Content-Type: application/zip\r
                \r
                """.getBytes(StandardCharsets.UTF_8));
        out.write(file);
        out.writeBytes("\r\n--x-y-4711-0815--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void theFileIsFoundAmongTheFields() throws IOException {
        var found = read(body("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(found.any()).isTrue();
        assertThat(found.name()).isEqualTo("diag 1.zip");
        assertThat(found.bytes()).asString().isEqualTo("hello");
    }

    @Test
    void everyByteArrivesWhateverTheSizeAndTheContent() throws IOException {
        var random = new Random(7);
        for (int size : new int[] {0, 1, 16_377, 16_384, 16_390, 50_000, 200_001}) {
            byte[] file = new byte[size];
            random.nextBytes(file);
            // Beginnings of a delimiter that are none.
            byte[] almost = "\r\n--x-y-4711".getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at + almost.length <= size; at += 997)
                System.arraycopy(almost, 0, file, at, almost.length - at % 3);
            assertThat(read(body(file)).bytes()).as("%d bytes", size).isEqualTo(file);
        }
    }

    @Test
    void aBodyThatIsCutShortIsNoFile() throws IOException {
        byte[] whole = body(new byte[1000]);
        byte[] part = java.util.Arrays.copyOf(whole, 700);
        assertThatThrownBy(() -> read(part)).isInstanceOf(IOException.class);
    }

    @Test
    void aFormWithoutAFileIsToldSo() throws IOException {
        String form = "--x-y-4711-0815\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-y-4711-0815--\r\n";
        assertThat(read(form.getBytes(StandardCharsets.UTF_8)).any()).isFalse();
    }

    @Test
    void otherBodiesAreNotMultipart() {
        var in = new ByteArrayInputStream(new byte[0]);
        assertThat(MultipartBody.of(null, in)).isEmpty();
        assertThat(MultipartBody.of("application/octet-stream", in)).isEmpty();
        assertThat(MultipartBody.of("multipart/form-data", in)).isEmpty();
    }
}
