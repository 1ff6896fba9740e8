package dev.stationmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stationmaster.settings.MapSource.Kind;
import org.junit.jupiter.api.Test;

class MapSourceTest {
    @Test
    void aNameAnAddressAndATemplateAreToldApart() {
        assertThat(MapSource.of("").kind()).isEqualTo(Kind.OUTLINES);
        assertThat(MapSource.of("bavaria.pmtiles").kind()).isEqualTo(Kind.FILE);
        assertThat(MapSource.of("https://maps.example.com/eu/bavaria.pmtiles").kind())
                .isEqualTo(Kind.PMTILES);
        assertThat(MapSource.of("http://10.0.0.5:8081/{z}/{x}/{y}.png").kind()).isEqualTo(Kind.TILES);
    }

    @Test
    void thePolicyNamesTheOtherServerAlone() {
        assertThat(MapSource.of("bavaria.pmtiles").origin()).isEmpty();
        assertThat(MapSource.of("https://maps.example.com:8443/a/b.pmtiles").origin())
                .hasValue("https://maps.example.com:8443");
        assertThat(MapSource.of("https://{s}.tiles.example.com/{z}/{x}/{y}@2x.png?key=a-b_c")
                        .origin())
                .hasValue("https://*.tiles.example.com");
    }

    @Test
    void whatCouldLeaveTheFolderOrThePolicyIsRefused() {
        for (String wrong : new String[] {
            "../master.key",
            "a/b.pmtiles",
            ".pmtiles",
            "map.png",
            "ftp://example.com/a.pmtiles",
            "https://example.com/{z}/{x}.png",
            "https://example.com; script-src *//{z}/{x}/{y}.png",
            "https://example.com/{z}/{x}/{y}.png; script-src *",
            "https://user@example.com/{z}/{x}/{y}.png",
            "https://example.com/a.pmtiles\r\nX: y"
        }) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> MapSource.of(wrong));
        }
    }
}
