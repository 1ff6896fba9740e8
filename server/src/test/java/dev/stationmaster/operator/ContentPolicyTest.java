package dev.stationmaster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.settings.MapSource;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
    @Test
    void nothingIsLoadedFromElsewhereUnlessTheOperatorChoseAMapThere() {
        String usual = ContentPolicy.of(MapSource.of(""));
        assertThat(usual).startsWith("default-src 'self';").doesNotContain("http");
        assertThat(ContentPolicy.of(MapSource.of("bavaria.pmtiles"))).isEqualTo(usual);
        assertThat(ContentPolicy.of(MapSource.of("https://tiles.example.com/{z}/{x}/{y}.png")))
                .contains("img-src 'self' data: blob: https://tiles.example.com;")
                .doesNotContain("connect-src");
        assertThat(ContentPolicy.of(MapSource.of("https://example.com/bavaria.pmtiles")))
                .contains("connect-src 'self' https://example.com;", "img-src 'self' data: blob:;");
    }
}
