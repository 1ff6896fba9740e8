package dev.stationmaster.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import tools.jackson.databind.json.JsonMapper;

/** Tariffs as people write them. */
final class Tariffs {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Tariffs() {}

    /** @param fields of a tariff in JSON, without braces, in single quotes */
    static Tariff of(String fields) {
        String json = "{\"id\":\"t\"," + fields.replace('\'', '"') + "}";
        TariffReader.Read read = TariffReader.read(JSON.readTree(json), "EUR");
        assertThat(read.problems()).isEmpty();
        return read.tariff();
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
