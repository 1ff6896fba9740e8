package dev.stationmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.settings.ConnectorMap.Place;
import org.junit.jupiter.api.Test;

class ConnectorMapTest {
    @Test
    void withoutAWordConnectorNIsEvseN() {
        assertThat(ConnectorMap.PLAIN.place(0)).isEqualTo(new Place(0, 0));
        assertThat(ConnectorMap.PLAIN.place(3)).isEqualTo(new Place(3, 1));
        assertThat(ConnectorMap.PLAIN.wire(3, null)).containsExactly(3);
    }

    @Test
    void oneEvseMayHaveTwoConnectorsOfTheWire() {
        var map = ConnectorMap.parse("1=1.1, 2=1.2,3=2.1");
        assertThat(map.place(2)).isEqualTo(new Place(1, 2));
        assertThat(map.wire(1, null)).containsExactly(1, 2);
        assertThat(map.wire(1, 2)).containsExactly(2);
        assertThat(map.wire(2, null)).containsExactly(3);
        assertThat(map.wire(3, null)).as("connector 3 stands elsewhere").isEmpty();
        assertThat(map.wire(4, null)).as("as is usual").containsExactly(4);
        assertThat(map.wire(0, null)).containsExactly(0);
    }

    @Test
    void numbersMayBeSwapped() {
        var map = ConnectorMap.parse("1=2.1,2=1.1");
        assertThat(map.wire(1, null)).containsExactly(2);
        assertThat(map.wire(2, 1)).containsExactly(1);
    }

    @Test
    void itIsWrittenAsItIsRead() {
        assertThat(ConnectorMap.parse("2=1.2,1=1.1").toString()).isEqualTo("1=1.1, 2=1.2");
        assertThat(ConnectorMap.parse("").toString()).isEmpty();
    }

    @Test
    void nothingStandsInTwoPlacesAndNoPlaceHasTwoNumbers() {
        for (String wrong : new String[] {"1=1.1,1=1.2", "1=1.1,2=1.1", "0=1.1", "1=1", "1=1.0", "x"})
            assertThatThrownBy(() -> ConnectorMap.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
    }
}
