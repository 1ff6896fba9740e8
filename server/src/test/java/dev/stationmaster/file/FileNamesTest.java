package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void aNameIsNeverAPath() {
        assertThat(FileNames.clean("../../etc/passwd", "x")).isEqualTo("passwd");
        assertThat(FileNames.clean("C:\\logs\\diag.zip", "x")).isEqualTo("diag.zip");
        assertThat(FileNames.clean("..", "x")).isEqualTo("x");
        assertThat(FileNames.clean(null, "x")).isEqualTo("x");
        assertThat(FileNames.clean("  ", "x")).isEqualTo("x");
        assertThat(FileNames.clean("a\"b\r\nc", "x")).isEqualTo("a_b_c");
        assertThat(FileNames.clean("l".repeat(300), "x")).hasSize(150);
    }

    @Test
    void whateverAStationAppendsToItsUrlIsUnderstood() throws FileRefused {
        assertThat(GrantPath.of("/files/17/abc")).isEqualTo(new GrantPath(17, "abc", ""));
        assertThat(GrantPath.of("/files/17/abc/")).isEqualTo(new GrantPath(17, "abc", ""));
        assertThat(GrantPath.of("/files/17/abc//diag.zip")).isEqualTo(new GrantPath(17, "abc", "diag.zip"));
        assertThat(GrantPath.of("/files/17/abc/logs/a%20b+c.zip")).isEqualTo(new GrantPath(17, "abc", "a b+c.zip"));
        assertThat(GrantPath.of("/files/17/abc/a%zz")).isEqualTo(new GrantPath(17, "abc", "a%zz"));
        assertThatThrownBy(() -> GrantPath.of("/files/x/abc")).isInstanceOf(FileRefused.class);
        assertThatThrownBy(() -> GrantPath.of("/files/")).isInstanceOf(FileRefused.class);
    }
}
