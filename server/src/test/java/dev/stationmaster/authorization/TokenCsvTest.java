package dev.stationmaster.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCsvTest {
    @Test
    void columnsComeInAnyOrderAndWithAnySeparator() {
        for (String separator : new String[] {",", ";", "\t"}) {
            var read = TokenCsv.read("\uFEFFGroup;ID_Token;max concurrent\r\n\"Fleet; north\";04A1;2\r\n;04B2;\r\n"
                    .replace(";", separator));
            assertThat(read.problems()).isEmpty();
            assertThat(read.rows())
                    .extracting(
                            TokenCsv.Row::line,
                            row -> row.form().idToken(),
                            row -> row.form().group())
                    .containsExactly(tuple(2, "04A1", "Fleet" + separator + " north"), tuple(3, "04B2", null));
            assertThat(read.rows().getFirst().form().maxConcurrent()).isEqualTo(2);
        }
    }

    @Test
    void aQuotedLineEndBelongsToItsValueAndCountsAsALine() {
        var read = TokenCsv.read("idToken,message\n04A1,\"say \"\"hello\"\"\nand wait\"\n04B2,x,y\n");
        assertThat(read.rows().getFirst().form().personalMessage()).isEqualTo("say \"hello\"\nand wait");
        assertThat(read.problems())
                .extracting(FieldProblem::rule, FieldProblem::line)
                .containsExactly(tuple("columns", 4));
    }

    @Test
    void whatIsNoTableIsToldWithItsLine() {
        assertThat(problem("04A1B2C3\n")).isEqualTo("04A1B2C3 column 1");
        assertThat(problem("")).isEqualTo(" rows 1");
        assertThat(problem("type\nCentral\n")).isEqualTo("idToken required 1");
        assertThat(problem("idToken,token\n1,2\n")).isEqualTo("idToken column once 1");
        assertThat(problem("idToken\n\"04A1\n")).isEqualTo(" quotes 2");
        assertThat(problem("idToken,maxConcurrent\n04A1,many\n")).isEqualTo("maxConcurrent number 2");
        String many = IntStream.rangeClosed(1, 10_001)
                .mapToObj(number -> "T" + number)
                .collect(Collectors.joining("\n"));
        assertThat(problem("idToken\n" + many)).isEqualTo(" rows 1..10000 10002");
    }

    private static String problem(String csv) {
        FieldProblem first = TokenCsv.read(csv).problems().getFirst();
        return first.field() + " " + first.rule() + " " + first.line();
    }
}
