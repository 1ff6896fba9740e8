package dev.stationmaster.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ListColumnsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Token(String idToken, String type) {}

    record Session(String id, @Nullable Token token, int energyWh, List<String> flags) {}

    @Test
    void nestedRecordsAreColumnsAndListsAreJson() {
        var columns = ListColumns.of(Session.class, null, null, JSON);
        assertThat(columns.header()).isEqualTo("id,token.idToken,token.type,energyWh,flags\r\n");
        assertThat(columns.line(new Session("a", new Token("CARD", "ISO14443"), -5, List.of("x", "y"))))
                .isEqualTo("a,CARD,ISO14443,-5,\"[\"\"x\"\",\"\"y\"\"]\"\r\n");
        assertThat(columns.line(new Session("b", null, 0, List.of()))).isEqualTo("b,,,0,[]\r\n");
    }

    @Test
    void columnsAreChosenInOrder() {
        var columns = ListColumns.of(Session.class, null, "energyWh, id", JSON);
        assertThat(columns.header()).isEqualTo("energyWh,id\r\n");
        assertThatThrownBy(() -> ListColumns.of(Session.class, null, "id,secret", JSON))
                .hasMessageContaining("\"secret\" is no column");
    }

    @Test
    void mapsHaveTheColumnsOfTheirFirst() {
        var columns = ListColumns.of(Map.class, Map.of("state", "idle"), null, JSON);
        assertThat(columns.header() + columns.line(Map.of("state", "a,b"))).isEqualTo("state\r\n\"a,b\"\r\n");
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        for (var formula : List.of("=1+1", "+SUM(A1)", "-2+3", "@SUM(A1)", "\t=1", "\r=1"))
            assertThat(ListColumns.harmless(formula)).isEqualTo("'" + formula);
        for (var plain : List.of("", "CP-1", "-5", "+49.5", "a=b"))
            assertThat(ListColumns.harmless(plain)).isEqualTo(plain);
    }
}
